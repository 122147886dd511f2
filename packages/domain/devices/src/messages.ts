import type { AlarmTransition } from './alarms/alarm-transition.ts';
import type { Phase, Severity } from './event/device-event.ts';
import type { DeviceIssueCode } from './event/device-issue.ts';
import type { HealthIssueCode } from './health/health-issue.ts';
import type { HealthFindingCode, HealthLevel } from './health/health-threshold.ts';
import type { IncidentRuleIssueCode } from './incidents/incident-rule.ts';
import type { DevicesErrorCode } from './refusal-code.ts';
import type { ImportIssueCode } from './registry/import-issue.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** A text in both languages. */
export type Bilingual = { readonly [Language in MessageLanguage]: string };

const both = (chinese: string, english: string): Bilingual => ({ 'zh-CN': chinese, en: english });

/** What people call each kind of the taxonomy (事件类型名称). */
export const kindNames: ReadonlyMap<string, Bilingual> = new Map([
  ['fire.smoke', both('烟雾报警', 'Smoke alarm')],
  ['fire.heat', both('感温报警', 'Heat alarm')],
  ['fire.flame', both('火焰报警', 'Flame alarm')],
  ['fire.manual', both('手动火警', 'Manual fire alarm')],
  ['fire.co', both('一氧化碳报警', 'Carbon monoxide alarm')],
  ['fire.gas', both('可燃气体报警', 'Flammable gas alarm')],
  ['fire.electrical', both('电气火灾报警', 'Electrical fire alarm')],
  ['fire.waterflow', both('水流报警', 'Water flow alarm')],
  ['fire.hydrantPressure', both('消防水压异常', 'Hydrant pressure')],
  ['fire.hydrantOpen', both('消火栓开启', 'Hydrant opened')],
  ['cover.open', both('井盖开启', 'Manhole cover open')],
  ['cover.tilt', both('井盖倾斜', 'Manhole cover tilted')],
  ['cover.level', both('井下水位过高', 'Manhole water level')],
  ['waste.full', both('垃圾桶满溢', 'Bin full')],
  ['waste.tilt', both('垃圾桶倾倒', 'Bin tilted')],
  ['waste.fire', both('垃圾桶起火', 'Bin on fire')],
  ['access.granted', both('门禁放行', 'Access granted')],
  ['access.seen', both('有人经过', 'Person seen')],
  ['access.denied', both('门禁拒绝', 'Access denied')],
  ['access.tailgating', both('尾随进入', 'Tailgating')],
  ['access.forced', both('强行开门', 'Door forced')],
  ['access.heldOpen', both('门长时间未关', 'Door held open')],
  ['access.blocklist', both('布控人员', 'Person on a watch list')],
  ['vehicle.plate', both('车辆抓拍', 'Plate read')],
  ['vehicle.ebikeInLift', both('电动车进电梯', 'E-bike in lift')],
  ['lane.occupied', both('消防通道被占', 'Fire lane occupied')],
  ['hazard.thrownObject', both('高空抛物', 'Thrown object')],
  ['perimeter.intrusion', both('周界入侵', 'Perimeter intrusion')],
  ['perimeter.cross', both('越线', 'Line crossed')],
  ['perimeter.climb', both('攀爬围墙', 'Climbing')],
  ['help.button', both('一键报警', 'Help button')],
  ['help.call', both('求助呼叫', 'Help call')],
  ['help.fall', both('跌倒', 'Fall')],
  ['help.medical', both('医疗求助', 'Medical help')],
  ['charge.overTemp', both('充电过温', 'Charging over-temperature')],
  ['charge.overCurrent', both('充电过流', 'Charging over-current')],
  ['charge.flyWire', both('飞线充电', 'Charging by a loose wire')],
  ['charge.finished', both('充电结束', 'Charging finished')],
  ['charge.progress', both('充电进度', 'Charging progress')],
  ['health.bp', both('血压', 'Blood pressure')],
  ['health.hr', both('心率', 'Heart rate')],
  ['health.spo2', both('血氧', 'Blood oxygen')],
  ['health.glucose', both('血糖', 'Blood glucose')],
  ['health.temperature', both('体温', 'Body temperature')],
  ['health.abnormal', both('健康指标异常', 'Abnormal health finding')],
  ['video.motion', both('移动侦测', 'Motion')],
  ['video.loiter', both('徘徊', 'Loitering')],
  ['video.crowd', both('人员聚集', 'Crowd')],
  ['video.fight', both('打斗', 'Fight')],
  ['video.videoLoss', both('视频丢失', 'Video loss')],
  ['device.tamper', both('设备防拆报警', 'Tampering')],
  ['water.leak', both('漏水', 'Water leak')],
  ['water.level', both('水位', 'Water level')],
  ['env.pm25', both('PM2.5', 'PM2.5')],
  ['env.noise', both('噪声', 'Noise')],
  ['env.co2', both('二氧化碳浓度', 'Carbon dioxide')],
  ['env.temperature', both('环境温度', 'Air temperature')],
  ['env.humidity', both('环境湿度', 'Air humidity')],
  ['device.offline', both('设备离线', 'Device offline')],
  ['device.fault', both('设备故障', 'Device fault')],
  ['device.powerFault', both('电源故障', 'Power fault')],
  ['device.lowBattery', both('电量低', 'Low battery')],
  ['device.test', both('设备测试', 'Device test')],
  ['device.uplink', both('上行数据', 'Uplink')],
  ['device.reading', both('读数', 'Reading')],
  ['device.operation', both('设备操作', 'Operation')],
  ['device.heartbeat', both('心跳', 'Heartbeat')],
]);

/** The name of a kind; one that is not in the taxonomy is called by its code. */
export function kindName(kind: string, language: MessageLanguage): string {
  return kindNames.get(kind)?.[language] ?? kind;
}

/** What people call what an event says of its condition. */
export const phaseNames: Readonly<Record<Phase, Bilingual>> = {
  raise: both('发生', 'begins'),
  clear: both('恢复', 'ends'),
  instant: both('触发', 'happened'),
  reading: both('上报数值', 'reading'),
  heartbeat: both('在线', 'alive'),
};

/** What people call the gravities, from 0 to 4. */
export const severityNames: Readonly<Record<Severity, Bilingual>> = {
  0: both('提示', 'information'),
  1: both('预警', 'warning'),
  2: both('一般', 'minor'),
  3: both('较重', 'major'),
  4: both('紧急', 'critical'),
};

/** What people call the steps in the life of an alarm. */
export const transitionNames: Readonly<Record<AlarmTransition['type'], Bilingual>> = {
  raised: both('报警', 'raised'),
  cleared: both('解除', 'cleared'),
  repeated: both('重复报警', 'repeated'),
  corrected: both('更正', 'corrected'),
  late: both('迟到', 'late'),
  stale: both('久未更新', 'stale'),
  silent: both('失联', 'silent'),
  latched: both('自保持', 'latched'),
  acknowledged: both('已确认', 'acknowledged'),
  shelved: both('已搁置', 'shelved'),
  unshelved: both('取消搁置', 'unshelved'),
  suppressed: both('已抑制', 'suppressed'),
  unsuppressed: both('取消抑制', 'unsuppressed'),
  outOfService: both('停用检修', 'out of service'),
  inService: both('恢复使用', 'in service'),
  chattering: both('频繁抖动', 'chattering'),
  steady: both('恢复平稳', 'steady'),
  flood: both('报警泛滥', 'flood'),
  floodOver: both('泛滥结束', 'flood over'),
};

/** What people read for each issue of a message. Codes of guard have their texts in guard. */
export const issueMessages: Readonly<Record<DeviceIssueCode, Bilingual>> = {
  'devices/unknown-protocol': both('不支持该协议。', 'This protocol is not supported.'),
  'devices/unknown-device': both('设备未登记。', 'The device is not registered.'),
  'devices/no-device': both('消息中没有设备编号。', 'The message does not name its device.'),
  'devices/no-mapping': both('没有适用于该消息的映射。', 'No mapping is meant for this message.'),
  'devices/no-event': both('消息已读懂，但不含事件。', 'Understood, but there is no event in it.'),
  'devices/missing-member': both('消息缺少一个字段。', 'The message lacks a field.'),
  'devices/wrong-type': both('字段类型不对。', 'A field has the wrong type.'),
  'devices/unknown-kind': both('事件类型不在目录中。', 'The kind of event is not in the taxonomy.'),
  'devices/unknown-phase': both('事件阶段无法识别。', 'The phase of the event is not known.'),
  'devices/unknown-event-type': both(
    '厂商事件类型无法识别。',
    'The vendor’s type of event is not known.',
  ),
  'devices/unexpected-form': both('消息不是预期的格式。', 'The message does not have its form.'),
  'devices/invalid-time': both('时间无效，已改用接收时间。', 'The time is no time.'),
  'devices/time-ahead': both(
    '设备时间超前一天以上，已改用接收时间。',
    'The device’s clock is more than a day ahead; the time of receipt was taken.',
  ),
  'devices/no-port': both('消息中没有端口。', 'The message has no port.'),
  'devices/not-an-uplink': both('不是上行消息。', 'This is no uplink.'),
  'devices/incomplete': both('数据不完整。', 'The data is incomplete.'),
  'devices/skipped-bytes': both('跳过了不属于任何帧的字节。', 'Bytes that belong to no frame.'),
  'devices/frame-length': both('帧长度超过上限。', 'The frame is too long.'),
  'devices/frame-tail': both('帧尾不对。', 'The frame does not end as it should.'),
  'devices/checksum': both('校验和不对。', 'The checksum is wrong.'),
  'devices/count': both('信息对象数目为零。', 'The data holds no objects.'),
  'devices/object-length': both('数目与长度不符。', 'Count and length do not agree.'),
  'devices/unknown-data-type': both('数据类型无法识别。', 'The type of data is not known.'),
  'devices/text-encoding': both('文字不是 GB 18030 编码。', 'The text is not GB 18030.'),
  'devices/no-boundary': both('找不到分段边界。', 'There is no boundary between parts.'),
  'devices/part-too-long': both('消息的一段过长。', 'A part is too long.'),
  'devices/mended-ampersand': both('已修补未转义的 & 符号。', 'An unescaped ampersand was mended.'),
  'devices/impossible-value': both('数值不可能出现。', 'No thing can measure this value.'),
  'devices/bodily-feature': both(
    '可能含人脸、指纹等生物特征的内容已删除。',
    'What may hold a face, a fingerprint or another bodily feature was left out.',
  ),
};

/** What people read for each issue of a list of devices. */
export const importIssueMessages: Readonly<Record<ImportIssueCode, Bilingual>> = {
  'devices/row-not-a-record': both('该行不是一条记录。', 'The row is not a record.'),
  'devices/cell-not-text': both('单元格不是文本，或者过长。', 'The cell is not text, or too long.'),
  'devices/cell-missing': both('必填项为空。', 'This must be filled in.'),
  'devices/formula-text': both(
    '内容像公式，已按文本保留。',
    'It looks like a formula and was kept as text.',
  ),
  'devices/listed-twice': both('设备编号在表中重复。', 'A row above has the same id.'),
  'devices/row-of-retired': both('该设备已经停用。', 'The device is retired.'),
  'devices/unknown-grid': both('网格编码不存在。', 'The town has no such cell.'),
  'devices/unknown-category': both('设备类别不存在。', 'There is no such category.'),
  'devices/unknown-model': both('设备型号不存在。', 'There is no such model.'),
  'devices/unknown-input-kind': both('事件类型不在目录中。', 'The taxonomy has no such kind.'),
  'devices/unknown-owner': both('找不到设备所有人。', 'The owner is not known.'),
  'devices/two-owners': both(
    '设备只能归个人或者单位所有。',
    'A device belongs to a person or to an organisation, not to both.',
  ),
  'devices/impossible-point': both(
    '坐标无效，应为“经度,纬度”。',
    'This is no point: longitude, then latitude, in degrees.',
  ),
  'devices/invalid-heartbeat': both(
    '心跳周期无效，例如 30min、24h。',
    'This is no heartbeat: write it as 30min or 24h.',
  ),
  'devices/invalid-number': both('不是正整数。', 'This is not a whole number above zero.'),
  'devices/invalid-day': both('日期无效，例如 2026-06-05。', 'This is no day as 2026-06-05.'),
  'devices/maintenance-without-organisation': both(
    '有维保日期，但没有维保单位。',
    'There are days of maintenance, but nobody who does it.',
  ),
};

/** What people read for each issue of a rule of incidents. */
export const incidentRuleMessages: Readonly<Record<IncidentRuleIssueCode, Bilingual>> = {
  'devices/not-a-rule': both('不是一条归并规则。', 'This is no rule.'),
  'devices/no-cause': both('起因必须是文字。', 'A cause is a text.'),
  'devices/cause-twice': both('两条规则的起因相同。', 'Two rules have the same cause.'),
  'devices/unknown-kind': both('事件类型不在目录中。', 'The kind is not in the taxonomy.'),
  'devices/kind-twice': both('两条规则列了同一类型。', 'Two rules name the same kind.'),
  'devices/no-window': both(
    '时间窗必须是大于零的整毫秒数。',
    'The window is no whole number of milliseconds above zero.',
  ),
};

/** What people read for each refusal of this package. */
export const refusalMessages: Readonly<Record<DevicesErrorCode, Bilingual>> = {
  'devices/invalid-mapping': both('映射文件有错误。', 'The mapping has errors.'),
  'devices/invalid-registry': both('设备台账有错误。', 'The register of devices has errors.'),
  'devices/invalid-policy': both('报警策略不正确。', 'The alarm policy is not one.'),
  'devices/invalid-until': both(
    '结束时间必须晚于开始时间。',
    'The end must lie after the beginning.',
  ),
  'devices/protected-kind': both(
    '受保护的报警不得延迟、搁置或抑制。',
    'A protected alarm is never delayed, shelved or suppressed.',
  ),
  'devices/invalid-snapshot': both('报警状态快照无效。', 'The snapshot of alarms is not one.'),
  'devices/invalid-rules': both('警情归并规则有错误。', 'The rules of incidents have errors.'),
  'devices/already-registered': both('设备已经登记。', 'The device is registered already.'),
  'devices/not-registered': both('设备尚未登记。', 'The device is not registered.'),
  'devices/retired': both('设备已经停用。', 'The device is retired.'),
  'devices/impossible-point': both('坐标不可能存在。', 'There is no such place on earth.'),
  'devices/invalid-heartbeat': both(
    '心跳周期无效。',
    'The heartbeat is no number of milliseconds.',
  ),
  'devices/two-owners': both(
    '设备只能归个人或者单位所有。',
    'A device belongs to a person or to an organisation, not to both.',
  ),
  'devices/invalid-maintenance': both('维保信息有错误。', 'The maintenance has errors.'),
  'devices/no-maintenance': both('设备没有维保单位。', 'Nobody was told to look after the device.'),
  'devices/invalid-day': both('日期无效。', 'There is no such day, or it is not behind the other.'),
  'devices/invalid-threshold': both(
    '健康阈值缺少依据或者有错误。',
    'A threshold has errors, or no source.',
  ),
  'devices/no-finding': both('没有异常发现。', 'There is no finding.'),
  'devices/finding-kept-already': both('异常发现已经留存。', 'The findings are kept already.'),
  'devices/no-incident': both('尚无警情。', 'There is no incident yet.'),
  'devices/unknown-condition': both('该警情中没有此报警。', 'The incident has no such alarm.'),
};

/** What people call what was found in a reading of the kiosk; never with a value, never of somebody. */
export const findingNames: Readonly<Record<HealthFindingCode, Bilingual>> = {
  'devices/blood-pressure-high': both('血压偏高', 'Blood pressure above the limit'),
  'devices/blood-pressure-low': both('血压偏低', 'Blood pressure below the limit'),
  'devices/heart-rate-high': both('心率偏快', 'Heart rate above the limit'),
  'devices/heart-rate-low': both('心率偏慢', 'Heart rate below the limit'),
  'devices/oxygen-low': both('血氧偏低', 'Blood oxygen below the limit'),
  'devices/glucose-high': both('血糖偏高', 'Blood glucose above the limit'),
  'devices/glucose-low': both('血糖偏低', 'Blood glucose below the limit'),
  'devices/temperature-high': both('体温偏高', 'Body temperature above the limit'),
  'devices/temperature-low': both('体温偏低', 'Body temperature below the limit'),
  'devices/abnormal-by-device': both('设备提示异常', 'The device calls a reading abnormal'),
};

/** What people call how soon somebody should look. */
export const healthLevelNames: Readonly<Record<HealthLevel, Bilingual>> = {
  attention: both('关注', 'attention'),
  urgent: both('紧急', 'urgent'),
};

/** What people read where nothing can be said of a reading. */
export const healthIssueMessages: Readonly<Record<HealthIssueCode, Bilingual>> = {
  'devices/unknown-unit': both(
    '读数没有单位，或者单位不适用。',
    'The reading has no unit that it is measured in.',
  ),
  'devices/not-a-number': both('读数不是数值。', 'The reading is no number.'),
  'devices/implausible': both(
    '读数不可能出现，请复测。',
    'No body has such a reading: measure again.',
  ),
  'devices/doubtful': both('设备认为读数不可靠。', 'The device itself doubts the reading.'),
};
