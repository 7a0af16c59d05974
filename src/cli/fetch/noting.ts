import type { Dispatcher } from 'undici'
import * as v from 'valibot'

const headersSchema = v.record(v.string(), v.string())

/** Tells of every request which headers it is sent with, those included that the library adds by itself. */
export const noting =
  (note: (headers: [name: string, value: string][]) => void): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) => {
    const { host } = new URL(String(options.origin))
    // The connection writes this one itself.
    note([['host', host], ...Object.entries(v.parse(headersSchema, options.headers))])
    return dispatch(options, handler)
  }
