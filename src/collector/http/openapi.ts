import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { REFUSALS } from '../../engine/report/refusal.ts'
import { OUTCOMES } from '../intake/outcome.ts'
import { envelopeSchema } from '../intake/take-report.ts'
import { answerRequest, ownSignatureRequest, proofRequest, voteRequest } from './owner-routes.ts'
import { redeemRequest, tokensRequest } from './report-routes.ts'

/** Rules that JSON Schema cannot say are left out of it; the collector keeps them all the same. */
const schemaOf = (schema: GenericSchema) => toJsonSchema(schema, { errorMode: 'ignore' })

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const errorOf = (description: string, more: object = {}) => ({
  description,
  ...json({
    type: 'object',
    required: ['error', ...Object.keys(more)],
    properties: { error: { type: 'string' }, ...more },
  }),
})
const text = (name: string) => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'string' } },
})
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const domain = { name: 'domain', in: 'path', required: true, schema: { type: 'string', maxLength: 253 } }
const body = (schema: GenericSchema) => ({ required: true, ...json(schemaOf(schema)) })
const busy = { '429': errorOf('too many requests'), '503': errorOf('cannot write now; send it again') }

/** The interface, out of the very schemas that check it. */
export function openApi(): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Masthead collector', version: '1' },
    paths: {
      '/v1/tokens/keys': {
        get: {
          summary: 'Public keys that tokens are signed with',
          responses: { '200': { description: 'keys' } },
        },
      },
      '/v1/tokens': {
        post: {
          summary: 'Blindly signed tokens, each good for one report',
          requestBody: { required: true, ...json(schemaOf(tokensRequest)) },
          responses: { '200': { description: 'signatures' }, '400': errorOf('not understood'), ...busy },
        },
      },
      '/v1/reports': {
        post: {
          summary: 'A report; sent again under the same id it is the same report',
          requestBody: { required: true, ...json(schemaOf(envelopeSchema)) },
          responses: {
            '201': { description: 'taken', ...json(text('receipt')) },
            '200': { description: 'taken before', ...json(text('receipt')) },
            '400': errorOf('a field is wrong'),
            '403': errorOf('the token does not count'),
            '409': errorOf('another report has this id'),
            '413': errorOf('too large'),
            '422': errorOf('too old, too new, or not watched', { refusal: { enum: REFUSALS } }),
            ...busy,
          },
        },
      },
      '/v1/reports/{id}': {
        get: {
          summary: 'What became of a report; the receipt goes into the header "Authorization: Receipt …"',
          parameters: [id],
          responses: {
            '200': {
              description: 'outcome',
              ...json({
                type: 'object',
                required: ['outcome', 'others'],
                properties: { outcome: { enum: OUTCOMES }, others: { type: 'integer' } },
              }),
            },
            '403': errorOf('not its receipt'),
            '404': errorOf('no such report'),
            ...busy,
          },
        },
      },
      '/v1/reports/{id}/token': {
        post: {
          summary: 'A better token for a report that was confirmed',
          parameters: [id],
          requestBody: { required: true, ...json(schemaOf(redeemRequest)) },
          responses: {
            '200': { description: 'signature' },
            '409': errorOf('not confirmed, or taken'),
            ...busy,
          },
        },
      },
      ...ownerPaths(),
    },
  }
}

/** What owners say of their domains, and readers of sites that are well. */
function ownerPaths(): object {
  const refused = { '400': errorOf('not understood'), '403': errorOf('not its owner'), ...busy }
  return {
    '/v1/domains/{domain}': {
      post: {
        summary:
          'A challenge to publish as a text record or a file, and the key that speaks for the domain once it is',
        parameters: [domain],
        responses: {
          '200': { description: 'challenge and key' },
          '409': errorOf('proven already, by a text record'),
          '422': errorOf('no public domain'),
          ...busy,
        },
      },
    },
    '/v1/domains/{domain}/proof': {
      post: {
        summary: 'Looks for the challenge now',
        parameters: [domain],
        requestBody: body(proofRequest),
        responses: {
          '200': { description: 'how it was found' },
          '409': errorOf(
            'not there yet, another has proven it, or a file proves nothing while the site is reported',
          ),
          ...refused,
        },
      },
    },
    '/v1/domains/{domain}/answer': {
      post: {
        summary: 'What the owner says to an incident, for the status page',
        parameters: [domain],
        requestBody: body(answerRequest),
        responses: { '200': { description: 'taken' }, ...refused },
      },
    },
    '/v1/domains/{domain}/signature': {
      post: {
        summary: 'What the pages of the domain look like, by their owner',
        parameters: [domain],
        requestBody: body(ownSignatureRequest),
        responses: {
          '200': { description: 'taken' },
          '409': errorOf('the site is reported as altered'),
          '422': errorOf('of another domain, not watched, or too many hosts'),
          ...refused,
        },
      },
    },
    '/v1/signatures': {
      post: {
        summary: 'What a reader learned of a site that is well; a token counts once',
        requestBody: body(voteRequest),
        responses: {
          '201': { description: 'taken' },
          '200': { description: 'taken before' },
          '400': errorOf('not understood'),
          '403': errorOf('the token does not count'),
          '422': errorOf('not public, not watched, or nothing of it is trusted'),
          ...busy,
        },
      },
    },
  }
}
