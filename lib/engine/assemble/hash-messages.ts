import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Message } from '../vocabulary/trace'

/** SHA-256 (hex) of roles, contents and images. JSON keeps messages apart and lone surrogates distinct. */
export function hashMessages(messages: Message[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(messages.map(toHashed)))))
}

const toHashed = ({ role, content, images }: Message) =>
  images ? [role, content, images.map(({ sha256 }) => sha256)] : [role, content]

/** The same of what comes before `end` in the message at `messageIndex`, that message included. */
export function hashPrefix(messages: Message[], prefix: { messageIndex: number; end: number }): string {
  const before = messages.slice(0, prefix.messageIndex + 1)
  return hashMessages(
    before.map((message, index) =>
      index === prefix.messageIndex ? { ...message, content: message.content.slice(0, prefix.end) } : message,
    ),
  )
}
