import { textAround } from '../texts.ts'

/** One sentence about what did not work, read out at once. */
export function Failure({ why }: { why: string }) {
  return (
    <p role="alert" class="failure">
      {textAround('failure', why)}
    </p>
  )
}
