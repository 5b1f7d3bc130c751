import { expect, it } from 'vitest'
import { wayOutOf } from './way-out'

type Edit = Parameters<typeof wayOutOf>[0]

const edit = (kind: Edit['kind'], conflict: Edit['conflict'], wantedVersion: number | null = null): Edit => ({
  kind,
  conflict,
  wantedVersion,
})

it.each<[string, Edit, ReturnType<typeof wayOutOf>]>([
  ['nothing is in its way', edit('text', null), { kind: 'none' }],
  ['production moved under a text', edit('text', { kind: 'changed', version: 4 }), { kind: 'rewrite' }],
  ['it moved under an archiving', edit('archive', { kind: 'changed', version: 4 }), { kind: 'rebase', version: 4 }],
  [
    'a release holds another version',
    edit('version', { kind: 'changed', version: 4 }, 5),
    { kind: 'rebase', version: 4 },
  ],
  ['it holds the wanted one already', edit('version', { kind: 'changed', version: 5 }, 5), { kind: 'none' }],
  ['it holds none, as is wanted', edit('version', { kind: 'changed', version: 0 }), { kind: 'none' }],
  ['chunks were curated meanwhile', edit('text', { kind: 'curated', version: 2 }), { kind: 'recurate' }],
  ['the module of a text is gone', edit('text', { kind: 'deleted', version: 0 }), { kind: 'renew' }],
  ['the module to archive is gone', edit('archive', { kind: 'deleted', version: 0 }), { kind: 'none' }],
  ['another module has the id of a text', edit('text', { kind: 'replaced', version: 1 }), { kind: 'rewrite' }],
  [
    'another has the id of one to restore',
    edit('restore', { kind: 'replaced', version: 1 }),
    { kind: 'rebase', version: 1 },
  ],
  ['another has the id of a named version', edit('version', { kind: 'replaced', version: 1 }, 2), { kind: 'none' }],
  ['it is archived already', edit('archive', { kind: 'archived', version: 1 }), { kind: 'none' }],
])('%s', (_, of, wayOut) => expect(wayOutOf(of)).toEqual(wayOut))
