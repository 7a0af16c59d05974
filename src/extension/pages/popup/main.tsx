import { render } from 'preact'
import { localise } from '../localise.ts'
import { replied } from '../use-reply.ts'
import { look, Popup } from './popup.tsx'

// Asked for before anything else, and drawn once: an empty frame first would only put off the one that says something.
const asked = replied(look())
await localise('extension_name')
render(<Popup first={await asked} />, document.body)
