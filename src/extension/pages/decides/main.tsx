import { render } from 'preact'
import { localise } from '../localise.ts'
import { Decides } from './decides.tsx'

await localise('decides_title')
render(<Decides />, document.body)
