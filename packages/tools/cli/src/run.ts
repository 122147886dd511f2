import type { CommandIo, ExitCode } from './io.ts';
import { type Language, languageOf } from './language.ts';

const help: Readonly<Record<Language, string>> = {
  zh: `用法：civigrid demo [选项]
      civigrid try-mapping 映射 消息 [选项]

  demo                一条街道的一天：受理、定位、分派、升级、结案，直到一部公约
    --lang zh|en      语言；默认取环境变量
    --file 路径       数据文件，默认 .civigrid/street.db；再次运行会接着办
    --fresh           删掉数据文件，从头开始
    --seed 文字       另一条合成街道
    --grid g.geojson  自己的网格    --rules t.json      自己的分派规则
    --reports r.csv   自己的上报    --payloads p.ndjson 自己的设备报文

  try-mapping m.json message.json|-   试映射：每个字段读到什么、变成什么，哪些字段没有用到
    --topic 主题      消息的主题或产品编号
    --received 时刻   收到的时刻，ISO 带时区；默认现在
    --lang zh|en      语言          --json            给程序读
`,
  en: `Usage: civigrid demo [options]
       civigrid try-mapping MAPPING MESSAGE [options]

  demo                one street's day: reported, located, routed, escalated, closed, and a convention voted
    --lang zh|en      the language; the environment's if left out
    --file PATH       the store, .civigrid/street.db if left out; run again, it goes on where it stopped
    --fresh           remove the store and begin anew
    --seed TEXT       another synthetic street
    --grid g.geojson  your own grid      --rules t.json      your own routing table
    --reports r.csv   your own reports   --payloads p.ndjson your own device messages

  try-mapping m.json message.json|-   try a mapping: what each field read and became, and what nothing read
    --topic TEXT      the message's topic or product key
    --received TIME   when it came in, ISO with offset; now if left out
    --lang zh|en      the language       --json            for machines
`,
};

/**
 * Runs the command (命令行). Exit codes: 0 fine, 1 findings (a file that cannot be used, a message with errors), 2 usage, 3 fault.
 *
 * @example
 * await run(['demo', '--lang', 'zh'], io);
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [command, ...rest] = argv;
  const usage = help[languageOf(undefined, io.environment)];
  if (
    ['demo', 'try-mapping'].includes(command ?? '') &&
    (rest.includes('--help') || rest.includes('-h'))
  ) {
    io.out(usage);
    return 0;
  }
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      io.out(usage);
      return 0;
    case 'demo': {
      // Loaded when it is wanted: `--help` must not wait for a town.
      const [{ demo }, { demoOptions }] = await Promise.all([
        import('./demo/demo.ts'),
        import('./demo/demo-options.ts'),
      ]);
      const read = demoOptions(rest);
      if (read.ok) return demo(read.options, io);
      io.err(`${read.why}\n\n${usage}`);
      return 2;
    }
    case 'try-mapping': {
      const [{ tryMapping }, { tryMappingOptions }] = await Promise.all([
        import('./try-mapping/try-mapping.ts'),
        import('./try-mapping/try-mapping-options.ts'),
      ]);
      const read = tryMappingOptions(rest);
      if (read.ok) return tryMapping(read.options, io);
      io.err(`${read.why}\n\n${usage}`);
      return 2;
    }
    default:
      io.err(`civigrid: ${command}?\n\n${usage}`);
      return 2;
  }
}
