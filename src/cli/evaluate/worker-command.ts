/** The command that turns this program into a worker of itself. */
export const WORKER_COMMAND = 'evaluate-worker'
