import { render } from 'preact'
import { localise } from '../localise.ts'
import { Popup } from './popup.tsx'

localise('extension_name')
render(<Popup />, document.body)
