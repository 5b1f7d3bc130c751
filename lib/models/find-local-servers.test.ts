import { afterAll, beforeAll, expect, it } from 'vitest'
import { isPrivateHostAllowed } from './address-rules'
import { findLocalServers, LOCAL_SERVERS } from './find-local-servers'
import { createGuardedFetch } from './guarded-fetch'
import { ScriptedOpenAi } from './testing/scripted-openai.fixture'

let open: ScriptedOpenAi
let locked: ScriptedOpenAi
let gone: ScriptedOpenAi

beforeAll(async () => {
  ;[open, locked, gone] = await Promise.all([ScriptedOpenAi.start(), ScriptedOpenAi.start(), ScriptedOpenAi.start()])
  locked.requiredKey = 'sk-needed'
})
afterAll(() => Promise.all([open.stop(), locked.stop()]))

it('finds the servers that list models, and passes over those that do not answer so', async () => {
  const at = (name: string, { baseUrl }: ScriptedOpenAi) => ({ name, baseUrl })
  const servers = [at('Open', open), at('Locked', locked), at('Gone', gone)]
  await gone.stop()
  const fetch = createGuardedFetch({ allowedHosts: ['127.0.0.1'] })
  expect(await findLocalServers(fetch, servers)).toEqual([
    { name: 'Open', baseUrl: open.baseUrl, models: ['scripted-small', 'scripted-large'] },
  ])
  expect(await findLocalServers(createGuardedFetch({ allowedHosts: [] }), servers)).toEqual([])
})

it('looks only where the guard lets it without being told', () => {
  for (const { baseUrl } of LOCAL_SERVERS) expect(isPrivateHostAllowed(new URL(baseUrl), [])).toBe(true)
})
