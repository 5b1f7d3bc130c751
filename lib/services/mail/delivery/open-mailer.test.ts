import { createServer } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

async function optionsOf(url: string) {
  vi.resetModules()
  vi.stubEnv('LOADOUT_SMTP_URL', url)
  vi.stubEnv('LOADOUT_MAIL_FROM', 'a@example.com')
  const { openMailer } = await import('./open-mailer')
  const mailer = openMailer()
  mailer?.close()
  return mailer?.options as Record<string, unknown> | undefined
}

it('gives a password to a server elsewhere only over TLS', async () => {
  expect(await optionsOf('smtp://a:b%20c@mail.example.com')).toMatchObject({
    ...{ host: 'mail.example.com', port: 587, secure: false, requireTLS: true },
    auth: { user: 'a', pass: 'b c' },
  })
  expect(await optionsOf('smtps://mail.example.com')).toMatchObject({ port: 465, secure: true })
  expect(await optionsOf('smtp://a:b@[::1]:25')).toMatchObject({ host: '::1', port: 25, requireTLS: false })
  expect(await optionsOf('')).toBeUndefined()
})

it('does not send the password to a server that speaks no TLS', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.write('220 test\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard.push(String(chunk))
      socket.write(String(chunk).startsWith('EHLO') ? '250-test\r\n250 AUTH PLAIN\r\n' : '502 no\r\n')
    })
  })
  // this machine, by an address that does not say so
  await new Promise<void>((done) => server.listen(0, '127.0.0.2', done))
  const { port } = server.address() as { port: number }
  vi.resetModules()
  vi.stubEnv('LOADOUT_SMTP_URL', `smtp://ada:sesame@127.0.0.2:${port}`)
  vi.stubEnv('LOADOUT_MAIL_FROM', 'a@example.com')
  const { openMailer } = await import('./open-mailer')
  const mailer = openMailer()!
  await expect(mailer.sendMail({ from: 'a@b.c', to: 'a@b.c', text: 'x' })).rejects.toMatchObject({ code: 'ETLS' })
  expect(heard.join('')).toContain('STARTTLS')
  expect(heard.join('')).not.toContain('AUTH')
  mailer.close()
  server.close()
})
