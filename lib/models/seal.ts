import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

function keyOf(masterSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterSecret, 'loadout', 'provider keys', 32))
}

/**
 * Encrypts with AES-256-GCM under a key derived from the master secret (HKDF, RFC 5869).
 * @param context where the text belongs, such as workspace and row: it opens nowhere else.
 */
export function seal(masterSecret: string, text: string, context: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(masterSecret), iv)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${sealed.toString('base64url')}`
}

/** Null when it was sealed with another secret, for another context, or was changed since. */
export function unseal(masterSecret: string, sealed: string, context: string): string | null {
  const [version, encoded] = sealed.split('.')
  if (version !== VERSION || !encoded) return null
  const bytes = Buffer.from(encoded, 'base64url')
  if (bytes.length < IV_BYTES + TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(masterSecret), bytes.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
