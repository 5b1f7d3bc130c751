/** A retriever or a signal as the screens call it: `moduleLexical` → `Lexical`. */
export function channelLabel(channel: string): string {
  const name = channel.replace(/^module(?=[A-Z])/, '')
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
