import { crc32 } from './crc32'

/** Characters 128 to 255 of code page 437, which archives without any mark of their encoding are in by the format. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const UNICODE_PATH = 0x7075
const UTF8_FLAG = 0x800

function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * The name of an entry: as its Unicode field or its flag says; else UTF-8 where it is that, as Linux and Macs write. What is
 * none is in code page 437 by the format, though many tools write that of their country: `isGuessed`.
 */
export function decodeName(
  name: Uint8Array,
  flags: number,
  extra: Map<number, Uint8Array>,
): { path: string; isGuessed: boolean } {
  const field = extra.get(UNICODE_PATH)
  // version, CRC of the name that it stands for, then the name
  if (field && field.length > 5) {
    const crc = new DataView(field.buffer, field.byteOffset).getUint32(1, true)
    if (crc === crc32(name)) return { path: new TextDecoder().decode(field.subarray(5)), isGuessed: false }
  }
  if (flags & UTF8_FLAG) return { path: new TextDecoder().decode(name), isGuessed: false }
  const path = readUtf8(name)
  if (path !== null) return { path, isGuessed: false }
  const letters = [...name].map((byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128]))
  return { path: letters.join(''), isGuessed: true }
}
