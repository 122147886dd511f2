import { actorId, personId, postId, subjectRef } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { follows, given, hour, minute, scenario, when } from './scenario.ts';

const court = postId('LS/court');

test('a leak between neighbours is mediated, with the judge on duty beside the mediator', async () => {
  const judge = personId('judge-invented');
  const { street, town, told, does } = await scenario('leak', ({ roster }) => ({
    roster: {
      ...roster,
      tenures: [
        ...roster.tenures.filter(({ post }) => post !== court),
        { post: court, person: judge, from: 0 },
      ],
      rotas: [{ id: 'centre', from: 0, pattern: { kind: 'office', posts: [court] } }],
    },
  }));
  const leaking = street
    .day()
    .find((input) => input.kind === 'report' && input.id === street.stories.leak);
  if (leaking?.kind !== 'report') throw new Error('The street has lost its story.');

  const { caseId, lead } = await when('the neighbour below reports it', () => town.report(leaking));
  await town.idle();
  const at = leaking.at;
  await follows('the rule calls for mediation, and the mediator leads', () => {
    expect(lead).toMatchObject({ role: 'mediator' });
    expect(town.cases.get(caseId)).toMatchObject({
      routing: { mediation: true, tier: 'smallDispute' },
    });
    expect(told.map(({ role }) => role)).toContain('mediator');
  });

  const [upstairs, downstairs] = [subjectRef('subject-upstairs'), subjectRef('subject-downstairs')];
  const mediator = lead?.post;
  if (mediator === undefined) throw new Error('Nobody mediates.');
  await when('the mediator signs and whistles for the judge on duty', async () => {
    await does(mediator, caseId, { type: 'sign' }, at + hour);
    const whistle = {
      type: 'whistle',
      to: 'street',
      lead: 'court',
      participants: ['court'],
    } as const;
    told.length = 0;
    await does(mediator, caseId, whistle, at + hour);
  });
  await follows('the judge is told while the court is on duty', () => {
    expect(told.find(({ role }) => role === 'court')).toMatchObject({ person: judge });
  });
  await when('both sit down, and one who did not agree is not put down as if', async () => {
    const start = { type: 'startMediation', parties: [upstairs, downstairs], mediator } as const;
    await does(mediator, caseId, { ...start, participants: [court] }, at + 2 * hour);
    const stranger = [{ subject: subjectRef('subject-other'), purpose: 'agreement', value: 'x' }];
    await expect(
      does(
        mediator,
        caseId,
        { type: 'recordMediation', outcome: 'agreed', agreement: stranger },
        at + 3 * hour,
      ),
    ).rejects.toMatchObject({ code: 'cases/not-a-party' });
    await expect(
      does(mediator, caseId, { type: 'handle', done: true }, at + 3 * hour),
    ).rejects.toMatchObject({ code: 'cases/mediation-under-way' });
  });
  const words = '楼上修管道，赔偿八百元，两周内完成';
  await when('they agree by word, and the mediator writes it down', async () => {
    const agreement = [upstairs, downstairs].map((subject) => ({
      subject,
      purpose: 'agreement',
      value: words,
    }));
    const agreed = { type: 'recordMediation', outcome: 'agreed', agreement, form: 'oral' } as const;
    await does(mediator, caseId, agreed, at + 3 * hour);
    await does(mediator, caseId, { type: 'handle', done: true }, at + 3 * hour + minute);
    await does('centre', caseId, { type: 'check', outcome: 'pass' }, at + 4 * hour);
    const content = { reached: true, solved: true, satisfied: true } as const;
    await does(
      'centre',
      caseId,
      { type: 'callBack', report: caseId, answer: content },
      at + 5 * hour,
    );
    await does('centre', caseId, { type: 'close' }, at + 5 * hour);
  });
  await follows('the agreement is sealed, one part for each party', async () => {
    expect(JSON.stringify(await town.cases.events(caseId))).not.toContain(words);
    const parts = await town.cases.personal(caseId, {
      actor: actorId(mediator),
      purpose: 'agreement',
    });
    expect(parts.map(({ value }) => value)).toEqual([words, words]);
  });
  await given('one of them asks to be forgotten', () => town.forget(upstairs));
  await follows('that part is gone, and the case still tells what happened', async () => {
    const parts = await town.cases.personal(caseId, {
      actor: actorId(mediator),
      purpose: 'agreement',
    });
    expect(parts.map(({ value }) => value)).toEqual(['forgotten', words]);
    expect(town.cases.get(caseId)).toMatchObject({
      status: 'closed',
      mediations: [{ outcome: 'agreed' }],
    });
  });
  await town.close();
});
