/** What a model is told of a module's version: the authored name, else the number, which a candidate does not have yet. */
export function versionName({ version, versionLabel }: { version: number; versionLabel?: string }): string {
  return versionLabel ?? (version < 0 ? 'candidate' : String(version))
}
