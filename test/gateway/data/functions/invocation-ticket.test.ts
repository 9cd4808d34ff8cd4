import assert from 'node:assert/strict'
import {test} from 'vitest'
import {newTicketMemory, Tickets} from '../../../../src/gateway/data/functions/invocation-ticket.js'

test('tickets: of two sides only the first gets an invocation', () => {
  const memory = newTicketMemory()
  const [gateway, thread] = [new Tickets(memory), new Tickets(memory)]
  const [first, second] = [gateway.issue(), gateway.issue()]
  assert.equal(thread.take(first), true)
  assert.equal(gateway.take(first), false)
  assert.equal(gateway.take(second), true)
  assert.equal(thread.take(second), false)
})

test('tickets: an old one does not get what has its place now', () => {
  const memory = newTicketMemory()
  const [gateway, thread] = [new Tickets(memory), new Tickets(memory)]
  const old = gateway.issue()
  assert.equal(gateway.take(old), true)
  // As many as there are places.
  const sharing = Array.from({length: 1024}, () => gateway.issue()).at(-1)
  assert.equal(thread.take(old), false)
  assert.equal(sharing !== undefined && thread.take(sharing), true)
})

test('tickets: one that is not taken yet outlives many that were given and taken back', () => {
  const memory = newTicketMemory()
  const [gateway, thread] = [new Tickets(memory), new Tickets(memory)]
  const first = gateway.issue()
  for (let round = 0; round < 20; round += 1) {
    const given = Array.from({length: 32}, () => gateway.issue())
    assert.equal(
      given.every((ticket) => gateway.take(ticket)),
      true,
    )
  }
  assert.equal(thread.take(first), true)
})
