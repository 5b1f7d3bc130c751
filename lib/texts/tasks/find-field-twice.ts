/** The first field that an object of a JSON text has a second time; null where none has. @param json that was parsed */
export function findFieldTwice(json: string): string | null {
  /** The fields of each open object so far; null for a list. */
  const open: (Set<string> | null)[] = []
  let text = ''
  for (let at = 0; at < json.length; at++) {
    const letter = json[at]
    if (letter === '"') {
      const end = endOfText(json, at)
      text = json.slice(at, end)
      at = end - 1
    } else if (letter === '{') open.push(new Set())
    else if (letter === '[') open.push(null)
    else if (letter === '}' || letter === ']') open.pop()
    else if (letter === ':') {
      const field: string = JSON.parse(text)
      const fields = open.at(-1)
      if (fields?.has(field)) return field
      fields?.add(field)
    }
  }
  return null
}

/** Behind its closing quote. */
function endOfText(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === '\\') at++
    else if (json[at] === '"') return at + 1
  }
  return json.length
}
