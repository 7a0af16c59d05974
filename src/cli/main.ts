import { COMMANDS } from './commands.ts'
import { complaint } from './complaint.ts'
import { WORKER_COMMAND } from './evaluate/worker-command.ts'

const HELP = `masthead COMMAND

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

masthead COMMAND --help says more, with examples.
`

/** Runs a command; gives the exit status, or null where the process lives on. */
async function main([name, ...args]: string[]): Promise<number | null> {
  const known = COMMANDS.find((command) => command.name === name)
  if (known !== undefined) return (await known.load())(args)
  if (name === WORKER_COMMAND) {
    const { serveWorker } = await import('./evaluate/workers.ts')
    serveWorker(args[0] ?? null)
    return null
  }
  if (name === '--help') {
    process.stdout.write(HELP)
    return 0
  }
  process.stderr.write(name === undefined ? HELP : `"${name}" is not a command; see masthead --help.\n`)
  return 2
}

// Whoever reads on, as `head`, may have read enough: the work goes on to its end, for its exit status says what it found.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  const status = await main(process.argv.slice(2))
  if (status !== null) process.exitCode = status
} catch (error) {
  process.stderr.write(`${complaint(error, process.argv[2])}\n`)
  process.exitCode = 2
}
