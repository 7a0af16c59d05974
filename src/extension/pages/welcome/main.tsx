import { render } from 'preact'
import { localise } from '../localise.ts'
import { Welcome } from './welcome.tsx'

await localise('welcome_title')
render(<Welcome />, document.body)
