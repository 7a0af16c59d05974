import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Cluster {
  url: string
  /** As the power going: nothing is finished. */
  crash(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

/** PostgreSQL refuses to run as root; a cluster then runs as somebody with no rights. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {}

function binaries(): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const [latest] = versions.sort((a, b) => Number(b) - Number(a))
  if (latest !== undefined) return `/usr/lib/postgresql/${latest}/bin`
  if (!isRoot) throw new Error('PostgreSQL is not installed; install the package "postgresql".')
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], { stdio: 'ignore' })
  return binaries()
}

/** A PostgreSQL server for one trial or test, in a folder `within` another that goes with it. */
export async function startCluster(
  settings: readonly string[] = [],
  within: string = tmpdir(),
): Promise<Cluster> {
  const bin = binaries()
  const folder = mkdtempSync(join(within, 'masthead-postgres-'))
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'masthead', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      stdio: 'ignore',
      cwd: folder,
      ...as,
    },
  )
  const port = await freePort()
  const url = `postgresql://masthead@127.0.0.1:${port}/postgres`
  const options = [
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    ...settings.flatMap((one) => ['-c', one]),
  ]
  let server = spawnServer()
  function spawnServer() {
    return spawn(join(bin, 'postgres'), ['-D', data, ...options], { stdio: 'ignore', cwd: folder, ...as })
  }
  const ended = () => new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const ready = async () => {
    for (let tries = 0; tries < 300; tries++) {
      try {
        execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)])
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    throw new Error(`PostgreSQL did not start in ${folder}.`)
  }
  await ready()
  const cluster: Cluster = {
    url,
    async crash() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const end = ended()
      server.kill('SIGQUIT')
      await end
    },
    async start() {
      server = spawnServer()
      await ready()
    },
    async remove() {
      await cluster.crash()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return cluster
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}
