import * as v from 'valibot'
import fr from './packs/fr.json'

const packSchema = v.strictObject({
  pack: v.string(),
  version: v.string(),
  country: v.string(),
  languages: v.array(v.string()),
  title: v.string(),
  domains: v.array(v.strictObject({ domain: v.string(), name: v.string() })),
})

export const watchPacks = v.parse(v.array(packSchema), [fr])
