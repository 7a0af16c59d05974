import type { PropertyView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { saveEvidence } from '../evidence/save-evidence.ts'
import { Failure } from '../failure.tsx'
import { watchDomain } from '../watch-domain.ts'
import { useAttempt } from './use-attempt.ts'

/** What can be done about a page as it stands. */
export function Actions({ property, onChange }: { property: PropertyView; onChange(): void }) {
  const { url, host, domain, state, isAllowed, approvable } = property
  const { isWorking, told, failure, begin } = useAttempt(onChange)
  const allow = async () => {
    await watchDomain(domain)
    await ask('checkProperty', { url })
    return text('own_check_done')
  }
  const check = async () => {
    await ask('checkProperty', { url })
    return text('own_check_done')
  }
  const approve = async (template: number) => {
    await ask('approveChange', { host, template })
    await ask('checkProperty', { url })
    return text('own_approve_done')
  }
  const save = async () => text('own_evidence_saved', await saveEvidence(ask('propertyEvidence', { url })))
  return (
    <>
      {isAllowed && approvable !== null && <p>{text('own_approve_note')}</p>}
      <div class="row">
        {!isAllowed && (
          <button type="button" class="primary" onClick={() => begin(allow())}>
            {text('own_allow')}
          </button>
        )}
        {isAllowed && (
          <button type="button" aria-disabled={isWorking} onClick={() => !isWorking && begin(check())}>
            {text('own_check')}
          </button>
        )}
        {isAllowed && approvable !== null && (
          <button
            type="button"
            aria-disabled={isWorking}
            onClick={() => !isWorking && begin(approve(approvable))}
          >
            {text(state === 'changed' ? 'own_approve' : 'known_approve')}
          </button>
        )}
        {isAllowed && (
          <button type="button" aria-disabled={isWorking} onClick={() => !isWorking && begin(save())}>
            {text('own_evidence')}
          </button>
        )}
      </div>
      <p role="status" class="quiet">
        {isWorking ? text('own_working') : told}
      </p>
      {failure !== '' && <Failure why={failure} />}
    </>
  )
}
