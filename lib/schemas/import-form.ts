import type { ImportFile } from '@/lib/schemas/module-import'

/**
 * The input of an import from multipart form data: every part with a file name is a file, whatever its field is called;
 * its path is the file name, or the value of `paths` at the same position. Other fields are options.
 */
export async function readImportForm(form: FormData): Promise<unknown> {
  const paths = form.getAll('paths')
  const files: ImportFile[] = []
  const options: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name !== 'paths') options[name] = name === 'dryRun' || name === 'publish' ? value === 'true' : value
      continue
    }
    const path = paths[files.length]
    const content = Buffer.from(await value.arrayBuffer()).toString('base64')
    files.push({ path: typeof path === 'string' ? path : value.name, content, encoding: 'base64' })
  }
  return { ...options, files }
}
