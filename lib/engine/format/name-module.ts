import type { ItemHead } from './renderer'

/** What a model is told of a module's version: the authored name, else the number, which a candidate does not have yet. */
export function versionName({ version, versionLabel }: { version: number; versionLabel?: string }): string {
  return versionLabel ?? (version < 0 ? 'candidate' : String(version))
}

/** The module's name and the headings below it; no name where another item of the module comes before. */
export function namesOf({ module, headingPath, form }: ItemHead): string[] {
  return [form === 'continued' ? '…' : module.name, ...headingPath]
}
