import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {parseMetricWindow, parseSpan, parseTimeWord} from '../../../src/project/observe/time-span.js'

/** 2026-11-21T09:17:42.500Z */
const nowMs = Date.UTC(2026, 10, 21, 9, 17, 42, 500)
const at = (text: string) => Date.parse(text)

const words = [
  {word: '1h', ms: nowMs - 3_600_000},
  {word: '1h30m', ms: nowMs - 5_400_000},
  {word: '2d', ms: nowMs - 2 * 86_400_000},
  {word: 'now', ms: nowMs},
  {word: 'today', ms: at('2026-11-21T00:00:00Z')},
  {word: 'yesterday', ms: at('2026-11-20T00:00:00Z')},
  {word: '2026-01-01', ms: at('2026-01-01T00:00:00Z')},
  {word: '2026-01-01T00:00Z', ms: at('2026-01-01T00:00:00Z')},
  {word: '2026-01-01T12:30:00+02:00', ms: at('2026-01-01T10:30:00Z')},
  {word: '1795249380000', ms: 1_795_249_380_000},
]

for (const {word, ms} of words) {
  test(`a time word: ${word}`, () => {
    assert.equal(parseTimeWord(word, '--since', nowMs), ms)
  })
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return error instanceof ApigwError ? error.code : String(error)
  }
  return 'nothing'
}

const refused = [
  {name: 'a word that is no time', run: () => parseTimeWord('soon', '--since', nowMs), code: 'TIME_INVALID'},
  {name: 'an object member', run: () => parseTimeWord('toString', '--since', nowMs), code: 'TIME_INVALID'},
  {
    name: 'a duration with something behind',
    run: () => parseTimeWord('1hour', '--since', nowMs),
    code: 'DURATION_INVALID',
  },
  {name: 'an end before the start', run: () => parseSpan({since: '1h', until: '2h'}, nowMs), code: 'TIME_SPAN_EMPTY'},
  {name: 'the future', run: () => parseSpan({since: '2030-01-01'}, nowMs), code: 'TIME_SPAN_EMPTY'},
  {name: 'seconds', run: () => parseMetricWindow({since: '1h', period: '90s'}, nowMs), code: 'PERIOD_INVALID'},
  {
    name: 'single minutes of last month',
    run: () => parseMetricWindow({since: '30d', period: '1m'}, nowMs),
    code: 'PERIOD_INVALID',
  },
  {name: 'too many points', run: () => parseMetricWindow({since: '10d', period: '1m'}, nowMs), code: 'PERIOD_INVALID'},
]

for (const {name, run, code} of refused) {
  test(`a time span refuses ${name}`, () => {
    assert.equal(codeOf(run), code)
  })
}

const windows = [
  {
    name: 'an hour by the minute',
    words: {since: '1h'},
    window: {fromMs: at('2026-11-21T08:17:00Z'), toMs: at('2026-11-21T09:18:00Z'), periodSeconds: 60},
  },
  {
    name: 'a period that was asked for',
    words: {since: '1h', period: '1m'},
    window: {fromMs: at('2026-11-21T08:17:00Z'), toMs: at('2026-11-21T09:18:00Z'), periodSeconds: 60},
  },
  {
    name: 'a week by three hours',
    words: {since: '7d'},
    window: {fromMs: at('2026-11-14T09:00:00Z'), toMs: at('2026-11-21T09:18:00Z'), periodSeconds: 10_800},
  },
  {
    name: 'an hour of last year by the hour, because nothing finer is kept',
    words: {since: '2025-12-01T10:20Z', until: '2025-12-01T11:00Z'},
    window: {fromMs: at('2025-12-01T10:00:00Z'), toMs: at('2025-12-01T11:00:00Z'), periodSeconds: 3600},
  },
]

for (const {name, words: spanWords, window} of windows) {
  test(`a window of metrics: ${name}`, () => {
    assert.deepEqual(parseMetricWindow(spanWords, nowMs), window)
  })
}
