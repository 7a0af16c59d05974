import { spawnSync } from 'node:child_process'

/**
 * Installs the first package of a list that there is, where apt and the right to use it are. Says what it does.
 * Gives whether one was installed.
 */
export function aptInstall(names: readonly string[], why: string, say: (line: string) => void): boolean {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = [...prefix, 'apt-get']
  if (!runs([...apt, '--version'])) return false
  say(`${why}: getting ${names[0] ?? 'it'} with apt-get (this needs the network once).`)
  runs([...apt, 'update', '-qq'])
  return names.some((name) => runs([...apt, 'install', '-y', '-qq', '--no-install-recommends', name]))
}

/** Runs a command to its end without questions; gives whether it went well. */
export function runs([command = '', ...rest]: readonly string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status === 0
}
