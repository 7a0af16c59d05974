/** A host that may not be asked just now, because somebody else asks it or its pause is not over: to be tried again later. */
export class HostBusy extends Error {
  constructor(host: string) {
    super(`${host} is asked by somebody else just now`)
  }
}
