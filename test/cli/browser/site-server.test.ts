import { expect, test } from 'vitest'
import { startSiteServer } from '../../../src/cli/browser/site-server.ts'

test('a path that begins with two slashes is a path', async () => {
  const server = await startSiteServer((url) => ({ body: `${url.hostname} ${url.pathname}` }))
  try {
    const answer = await fetch(`http://127.0.0.1:${server.httpPort}//imprint?x`)
    expect(await answer.text()).toBe('127.0.0.1 //imprint')
  } finally {
    await server.close()
  }
})

test('what a site has not, is not found', async () => {
  const server = await startSiteServer(() => null)
  try {
    expect((await fetch(`http://127.0.0.1:${server.httpPort}/`)).status).toBe(404)
  } finally {
    await server.close()
  }
})
