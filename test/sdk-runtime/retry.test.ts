import assert from 'node:assert/strict'
import {test} from 'vitest'
import {retryDelayMs} from '../../sdk-runtime/retry.js'
import type {Failure} from '../../sdk-runtime/retry.js'

const backoff = {attempts: 3, baseDelayMs: 100, maxDelayMs: 5000}
const answer = (status: number, retryAfter?: string): NonNullable<Failure['answer']> => ({
  status,
  headers: new Headers(retryAfter === undefined ? {} : {'retry-after': retryAfter}),
})

const cases: {name: string; failure: Failure; delay: number | undefined}[] = [
  {name: 'a GET without an answer waits at random up to the base', failure: {method: 'GET', failures: 1}, delay: 50},
  {name: 'the limit doubles', failure: {method: 'GET', failures: 2, answer: answer(503)}, delay: 100},
  {name: 'attempts end', failure: {method: 'GET', failures: 3}, delay: undefined},
  {name: 'a POST is not done twice', failure: {method: 'POST', failures: 1, answer: answer(502)}, delay: undefined},
  {name: 'a PATCH that got no answer neither', failure: {method: 'PATCH', failures: 1}, delay: undefined},
  {name: 'a throttled POST was not done', failure: {method: 'POST', failures: 1, answer: answer(429)}, delay: 50},
  {name: 'a refusal stays one', failure: {method: 'GET', failures: 1, answer: answer(403)}, delay: undefined},
  {name: 'Retry-After in seconds', failure: {method: 'GET', failures: 1, answer: answer(503, '2')}, delay: 2000},
  {name: 'Retry-After as a date', failure: {method: 'PUT', failures: 1, answer: answer(429, 'Thu, 01 Jan 1970 00:00:04 GMT')}, delay: 3000}, // prettier-ignore
  {name: 'Retry-After that is gone by', failure: {method: 'PUT', failures: 1, answer: answer(429, 'Thu, 01 Jan 1970 00:00:00 GMT')}, delay: 0}, // prettier-ignore
  {name: 'Retry-After that is too long', failure: {method: 'GET', failures: 1, answer: answer(429, '60')}, delay: undefined}, // prettier-ignore
  {name: 'Retry-After that is no whole number', failure: {method: 'GET', failures: 1, answer: answer(429, '1.5')}, delay: 50}, // prettier-ignore
  {name: 'Retry-After that is neither', failure: {method: 'GET', failures: 1, answer: answer(429, 'soon')}, delay: 50},
]

for (const {name, failure, delay} of cases) {
  test(`retryDelayMs: ${name}`, () => {
    assert.equal(retryDelayMs(failure, backoff, {random: () => 0.5, nowMs: 1000}), delay)
  })
}
