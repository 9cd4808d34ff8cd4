import assert from 'node:assert/strict'
import {test} from 'vitest'
import {verdictOf} from '../../../../src/gateway/control/cloudwatch/alarm-verdict.js'
import type {MissingData} from '../../../../src/gateway/control/cloudwatch/alarm-verdict.js'

/**
 * The tables of the CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data" (read 2026): oldest
 * period first, `-` no value, `0` within and `X` beyond the threshold; answers for missing, ignore, breaching and
 * notBreaching, where `retain` keeps the state.
 */
const tables: {datapointsToAlarm: number; range: string; filled: number; answers: string}[] = [
  {datapointsToAlarm: 3, range: '0-X-X', filled: 0, answers: 'OK OK OK OK'},
  {datapointsToAlarm: 3, range: '----0', filled: 2, answers: 'OK OK OK OK'},
  {datapointsToAlarm: 3, range: '-----', filled: 3, answers: 'INSUFFICIENT_DATA retain ALARM OK'},
  {datapointsToAlarm: 3, range: '0XX-X', filled: 0, answers: 'ALARM ALARM ALARM ALARM'},
  {datapointsToAlarm: 3, range: '--X--', filled: 2, answers: 'ALARM retain ALARM OK'},
  {datapointsToAlarm: 2, range: '0-X-X', filled: 0, answers: 'ALARM ALARM ALARM ALARM'},
  {datapointsToAlarm: 2, range: '00X0X', filled: 0, answers: 'ALARM ALARM ALARM ALARM'},
  {datapointsToAlarm: 2, range: '0-X--', filled: 1, answers: 'OK OK ALARM OK'},
  {datapointsToAlarm: 2, range: '----0', filled: 2, answers: 'OK OK ALARM OK'},
  {datapointsToAlarm: 2, range: '---X-', filled: 2, answers: 'ALARM retain ALARM OK'},
]
const modes: MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching']

for (const {datapointsToAlarm, range, filled, answers} of tables) {
  test(`${datapointsToAlarm} out of 3 with ${range}: ${answers}`, () => {
    const latestFirst = Array.from(range, (sign, index) =>
      sign === '-' ? undefined : {timeMs: index * 60_000, value: sign === 'X' ? 1 : 0},
    )
    latestFirst.reverse()
    const verdicts = modes.map((treatMissingData) =>
      verdictOf(latestFirst, {
        ...{evaluationPeriods: 3, datapointsToAlarm, treatMissingData},
        isBreaching: (value) => value > 0,
      }),
    )
    assert.equal(verdicts.map(({state}) => state ?? 'retain').join(' '), answers)
    assert.deepEqual(new Set(verdicts.map((verdict) => verdict.filled)), new Set([filled]))
  })
}
