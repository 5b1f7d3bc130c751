import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** What a server that starts with these variables says before it ends; empty when it starts. */
async function complaintsOf(variables: Record<string, string>): Promise<string> {
  vi.resetModules()
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('ended')
  })
  await import('./env').catch(() => undefined)
  return written.join('')
}

it('wants a sender for mails, and never shows the password of the server', async () => {
  const server = { LOADOUT_SMTP_URL: 'smtp://ada:sesame@mail.example.com:587' }
  expect(await complaintsOf(server)).toMatch(/LOADOUT_MAIL_FROM must say who/)
  expect(await complaintsOf({ ...server, LOADOUT_MAIL_FROM: 'Loadout <a@example.com>' })).toBe('')
  expect(await complaintsOf({ ...server, LOADOUT_MAIL_FROM: 'nobody' })).toMatch(/LOADOUT_MAIL_FROM must be an address/)
  for (const wrong of ['http://ada:sesame@x', 'ada:sesame@x:25', 'smtp://']) {
    const said = await complaintsOf({ LOADOUT_SMTP_URL: wrong, LOADOUT_MAIL_FROM: 'a@example.com' })
    expect(said).toMatch(/LOADOUT_SMTP_URL must be smtp:\/\//)
    expect(said).not.toContain('sesame')
  }
})
