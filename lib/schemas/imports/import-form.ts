import { cutText } from '@/lib/engine/text/cut-text'
import type { ImportFile } from '@/lib/schemas/imports/module-import'

/** As people and their tools call them. */
const FILE_FIELDS = ['file', 'files', 'file[]', 'files[]']
const FLAGS = ['dryRun', 'publish']
const TRUTH = new Map([
  ['true', true],
  ['false', false],
])

/**
 * The input of an import from multipart form data: its files are the parts `files`, or `file`, that have a file name;
 * the path of one is that name, or the value of `paths` at the same position. Other fields are options; one that comes more
 * than once has all its values.
 * @returns `problem` where something of the form would have to be left out
 */
export async function readImportForm(form: FormData): Promise<{ value: unknown } | { problem: string }> {
  const paths = form.getAll('paths')
  const files: ImportFile[] = []
  const options = new Map<string, unknown[]>()
  for (const [name, value] of form) {
    const texts = [name, typeof value === 'string' ? value : value.name]
    // what the form's parser makes of bytes that are none
    if (texts.some((text) => text.includes('\ufffd'))) {
      return { problem: 'A name or field of the form is no UTF-8 text. Send it as UTF-8.' }
    }
    if (typeof value === 'string') {
      if (name === 'paths') continue
      if (FILE_FIELDS.includes(name)) {
        return { problem: `A part “${name}” of the form has no file name: send it as a file.` }
      }
      // what says neither true nor false stays what it is, and the schema refuses it
      const read = FLAGS.includes(name) ? (TRUTH.get(value) ?? value) : value
      const earlier = options.get(name)
      if (earlier) earlier.push(read)
      else options.set(name, [read])
      continue
    }
    if (!FILE_FIELDS.includes(name)) {
      return { problem: `The form has a file in the field “${cutText(name, 200)}”: send files in the field “files”.` }
    }
    const path = paths[files.length]
    const content = Buffer.from(await value.arrayBuffer()).toString('base64')
    files.push({ path: typeof path === 'string' ? path : value.name, content, encoding: 'base64' })
  }
  if (paths.length > files.length) {
    return { problem: `The form has ${paths.length} paths for ${files.length} files: send a path for each file.` }
  }
  const given = [...options].map(([name, values]) => [name, values.length > 1 ? values : values[0]])
  return { value: { ...Object.fromEntries(given), files } }
}
