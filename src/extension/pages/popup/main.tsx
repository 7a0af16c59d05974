import { render } from 'preact'
import { localise } from '../localise.ts'
import { Popup } from './popup.tsx'

await localise('extension_name')
render(<Popup />, document.body)
