import { render } from 'preact'
import { localise } from '../localise.ts'
import { Example } from './example.tsx'
import { Warning } from './warning.tsx'

await localise('warning_title')
const asked = new URLSearchParams(location.search)
// The policy of the extension's pages refuses every frame; should that ever fail, there is nothing in it to click on.
if (window.top === window)
  render(asked.has('example') ? <Example /> : <Warning id={asked.get('incident') ?? ''} />, document.body)
