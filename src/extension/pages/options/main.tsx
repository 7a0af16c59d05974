import { render } from 'preact'
import { localise } from '../localise.ts'
import { Options } from './options.tsx'

localise('options_title')
render(<Options />, document.body)
