import { createServer, type Socket } from 'node:net'

type Received = { from: string; to: string[]; raw: string }
/** What the server answers to a command instead of taking it; `''` closes the connection without a word. */
type Refusal = (command: string) => string | undefined

/**
 * A mail server on a port of its own that speaks SMTP as far as a sender needs it, keeps what it is given, and refuses
 * what it is told to.
 */
export async function startSmtpServer(port = 0) {
  const received: Received[] = []
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const state: { refuse: Refusal } = { refuse: () => undefined }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    serve(socket, { commands, received, refuse: (command) => state.refuse(command) })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    commands,
    refuse: (refusal: Refusal) => {
      state.refuse = refusal
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

type Session = { commands: string[]; received: Received[]; refuse: Refusal }

function serve(socket: Socket, { commands, received, refuse }: Session): void {
  let mail: Received = { from: '', to: [], raw: '' }
  let isData = false
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  const take = (command: string) => {
    const [verb = ''] = command.toUpperCase().split(' ')
    if (verb === 'EHLO') return say('250-test\r\n250 AUTH PLAIN')
    if (verb === 'AUTH') return say('235 in')
    if (verb === 'MAIL') mail = { from: command, to: [], raw: '' }
    if (verb === 'RCPT') mail.to.push(/<(.*)>/.exec(command)?.[1] ?? '')
    if (verb === 'DATA') {
      isData = true
      return say('354 go on')
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    say('250 ok')
  }
  const onLine = (line: string) => {
    if (isData && line !== '.') {
      mail.raw += `${line.replace(/^\./, '')}\n`
      return
    }
    const command = isData ? '.' : line
    isData = false
    commands.push(command)
    const refusal = refuse(command)
    if (refusal === '') return socket.destroy()
    if (refusal !== undefined) return say(refusal)
    if (command !== '.') return take(command)
    received.push(mail)
    say('250 kept')
  }
  say('220 test ESMTP')
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
