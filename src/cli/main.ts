import { ATTACKS_HELP, attacksCommand } from './attacks/command.ts'
import { CHECK_HELP, checkCommand } from './check/command.ts'
import { EVALUATE_HELP, evaluateCommand } from './evaluate/command.ts'
import { serveWorker, WORKER_COMMAND } from './evaluate/workers.ts'
import { FEED_HELP, feedCommand } from './feed/command.ts'
import { STRESS_HELP, stressCommand } from './stress/command.ts'

/** Of this program, as feeds ask for it. */
const VERSION = '0.1.0'

const HELP = `masthead COMMAND

${CHECK_HELP}
${EVALUATE_HELP}
${ATTACKS_HELP}
${STRESS_HELP}
${FEED_HELP}`

/** Dispatches a command; gives the exit status, or null where the process lives on. */
async function main([command, ...args]: string[]): Promise<number | null> {
  switch (command) {
    case 'check':
      return checkCommand(args)
    case 'evaluate':
      return evaluateCommand(args)
    case 'attacks':
      return attacksCommand(args)
    case 'stress':
      return stressCommand(args)
    case 'feed':
      return feedCommand(args, VERSION)
    case WORKER_COMMAND:
      serveWorker(args[0] ?? null)
      return null
    case '--help':
      process.stdout.write(HELP)
      return 0
    default:
      process.stderr.write(
        command === undefined ? HELP : `"${command}" is not a command; see masthead --help.\n`,
      )
      return 2
  }
}

try {
  const status = await main(process.argv.slice(2))
  if (status !== null) process.exitCode = status
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
