import type { ChangeEditDto } from '@/lib/schemas/changes/change-request'

/**
 * What can be done about what is in the way of an edit: `rewrite` puts the texts together, `rebase` wants the same of the
 * version that is there now, `recurate` carries its curation over, `renew` makes the module anew. `none` where nothing is in
 * the way, or the edit can only be removed.
 */
export type WayOut = { kind: 'none' | 'rewrite' | 'recurate' | 'renew' } | { kind: 'rebase'; version: number }

export function wayOutOf({
  kind,
  conflict,
  wantedVersion,
}: Pick<ChangeEditDto, 'kind' | 'conflict' | 'wantedVersion'>): WayOut {
  if (!conflict) return { kind: 'none' }
  const { version } = conflict
  const again: WayOut = kind === 'text' ? { kind: 'rewrite' } : { kind: 'rebase', version }
  switch (conflict.kind) {
    case 'curated':
      return { kind: 'recurate' }
    case 'deleted':
      return { kind: kind === 'text' ? 'renew' : 'none' }
    case 'changed':
      // what the release holds already is no edit any more
      return kind === 'version' && version === (wantedVersion ?? 0) ? { kind: 'none' } : again
    case 'replaced':
      return kind === 'curation' || kind === 'version' ? { kind: 'none' } : again
    default:
      return { kind: 'none' }
  }
}
