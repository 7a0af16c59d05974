import { render } from 'preact'
import { localise } from '../localise.ts'
import { Options } from './options.tsx'

await localise('options_title')
render(<Options />, document.body)
