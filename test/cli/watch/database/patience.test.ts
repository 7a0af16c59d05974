import { expect, it } from 'vitest'
import { isPassing, whyOf } from '../../../../src/cli/watch/database/patience.ts'

const coded = (code: string, message = 'no words') => Object.assign(new Error(message), { code })

it.each([
  ['the operator ends it', coded('57P01')],
  ['it starts', coded('57P03')],
  ['two wait for each other', coded('40P01')],
  ['it has too many connections', coded('53300')],
  ['nobody listens', coded('ECONNREFUSED')],
  ['nobody listens at any of its addresses', new AggregateError([coded('ECONNREFUSED')])],
  ['its name does not resolve just now', coded('EAI_AGAIN')],
  ['it is gone in the middle', new Error('Connection terminated unexpectedly')],
  ['it does not answer', new Error('Query read timeout')],
])('waits while %s', (_, error) => {
  expect(isPassing(error)).toBe(true)
})

it.each([
  ['a table is missing', coded('42P01', 'relation "connection" does not exist')],
  ['a text cannot be kept', coded('22021')],
  ['the password is wrong', coded('28P01')],
  ['the database is not there', coded('3D000')],
  ['the program is wrong', new TypeError('x is not a function')],
  ['it is no error', 'connection'],
])('does not wait where %s', (_, error) => {
  expect(isPassing(error)).toBe(false)
})

it('says why by the first of several causes', () => {
  expect(whyOf(new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:5432')]))).toBe(
    'connect ECONNREFUSED 127.0.0.1:5432',
  )
})
