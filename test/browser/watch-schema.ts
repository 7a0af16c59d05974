import * as v from 'valibot'

/** What tests read of the answer to `watchStatus`. */
export const watchSchema = v.object({
  packs: v.array(
    v.object({
      pack: v.string(),
      domains: v.array(v.object({ domain: v.string(), isOn: v.boolean(), isGranted: v.boolean() })),
    }),
  ),
})
