'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { CsvButton } from '@/components/data/csv-button'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatCount } from '@/components/ui/format-number'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { LibraryGraphDto } from '@/lib/schemas/modules/library-graph'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import {
  type GroupBy,
  groupOf,
  indexNeeds,
  MOST_NODES,
  reach,
  toGroupPicture,
  toModulePicture,
} from './library/build-graph'
import { LibraryPicture } from './library/library-picture'
import { type LibraryRow, LibraryTable } from './library/library-table'
import { describeConnected } from './library/library-words'
import { libraryQuery } from './queries'
import { RangeSelect } from './range-select'
import { librarySearchParams, rangeSearchParams } from './search-params'

const GROUPS: { value: GroupBy; label: string }[] = [
  { value: 'folder', label: 'by folder' },
  { value: 'category', label: 'by category' },
]
const ALL = 'all'

/** The modules of production and what they need, colored by how often contexts send them. */
export function LibraryTab() {
  const [{ days }] = useQueryStates(rangeSearchParams)
  const result = useQuery(libraryQuery({ days }))
  return (
    <InsightSection
      title="Library"
      description="The modules of production: each points to what it needs, and its color is the stronger the more contexts send it."
      actions={<RangeSelect />}
      result={result}
    >
      {(graph) =>
        graph.modules.length === 0 ? (
          <EmptyInsight next="module">There is no module in production yet.</EmptyInsight>
        ) : (
          <Library graph={graph} />
        )
      }
    </InsightSection>
  )
}

function Library({ graph: { modules, contexts, isAll } }: { graph: LibraryGraphDto }) {
  const [{ by, group, follow }, setSearch] = useQueryStates(librarySearchParams)
  const index = useMemo(() => indexNeeds(modules), [modules])
  const rows = useMemo(() => toRows(modules, index), [modules, index])
  const groups = useMemo(() => [...new Set(modules.map((each) => groupOf(each, by)))].sort(), [modules, by])
  const followed = modules.find(({ moduleId }) => moduleId === follow)
  const isGroup = group !== null && groups.includes(group)
  const picture = useMemo(() => {
    if (follow !== null) {
      const shown = [follow, ...reach(follow, index.needsOf), ...reach(follow, index.neededByOf)]
      return toModulePicture(modules, new Set(shown))
    }
    const inGroup = isGroup ? modules.filter((each) => groupOf(each, by) === group) : modules
    // with what is one step away, so that no arrow of the group is left out
    const near = inGroup.flatMap(({ moduleId, needs }) => [moduleId, ...needs, ...index.neededByOf(moduleId)])
    const whole = toModulePicture(modules, new Set(near))
    return isGroup || whole.nodes.length <= MOST_NODES ? whole : toGroupPicture(modules, by)
  }, [modules, index, by, group, isGroup, follow])
  const connected = rows.filter(({ allNeeds, neededBy, missing }) => allNeeds + neededBy + missing > 0).length
  const setGroup = (next: string) => void setSearch({ group: next === ALL ? null : next, follow: null })
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Group" isLabelHidden>
          {(control) => (
            <Select
              {...control}
              className="w-36"
              value={by}
              onValueChange={(value) => void setSearch({ by: value, group: null, follow: null })}
              options={GROUPS}
            />
          )}
        </Field>
        <Field label="Shown" isLabelHidden>
          {(control) => (
            <Select
              {...control}
              className="w-52"
              value={isGroup ? group : ALL}
              onValueChange={setGroup}
              options={[
                { value: ALL, label: 'the whole library' },
                ...groups.map((value) => ({ value, label: value })),
              ]}
            />
          )}
        </Field>
        {followed && (
          <p className="flex min-h-8 flex-wrap items-center gap-2 text-sm">
            <span>
              What{' '}
              <WorkspaceLink
                href={`/modules/${encodeURIComponent(followed.moduleId)}`}
                className="text-accent hover:underline"
              >
                {followed.name}
              </WorkspaceLink>{' '}
              needs and is needed by, over all levels
            </span>
            <Button size="sm" onClick={() => void setSearch({ follow: null })}>
              Show all again
            </Button>
          </p>
        )}
      </div>
      {picture.nodes.length === 0 ? (
        <p className="text-fg-muted text-sm">
          {isGroup
            ? 'Nothing in here needs another module.'
            : 'No module needs another one: name dependencies in the front matter.'}
        </p>
      ) : (
        <LibraryPicture
          picture={picture}
          contexts={contexts}
          selected={follow}
          onChoose={({ id, kind }) =>
            kind === 'group' ? setGroup(id) : void setSearch({ follow: id === follow ? null : id })
          }
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-fg-muted text-sm">
          {describeConnected(connected, modules.length - connected)} Use is that of{' '}
          {isAll ? formatCount(contexts, 'context') : `the latest ${formatCount(contexts, 'context')}`}.
        </p>
        <CsvButton name="library" read={() => toCsvRows(rows)} />
      </div>
      <LibraryTable modules={rows} onFollow={(moduleId) => void setSearch({ follow: moduleId })} />
    </>
  )
}

function toRows(
  modules: LibraryGraphDto['modules'],
  { needsOf, neededByOf }: ReturnType<typeof indexNeeds>,
): LibraryRow[] {
  const known = new Set(modules.map(({ moduleId }) => moduleId))
  return modules.map((module) => {
    const all = reach(module.moduleId, needsOf)
    const missing = all.filter((id) => !known.has(id)).length
    const neededBy = reach(module.moduleId, neededByOf).length
    return { ...module, allNeeds: all.length - missing, missing, neededBy }
  })
}

function toCsvRows(rows: LibraryRow[]) {
  const head = [
    'module',
    'name',
    'path',
    'category',
    'sentIn',
    'tokens',
    'needs',
    'neededBy',
    'missing',
    'dependencies',
  ]
  return [
    head,
    ...rows.map(({ moduleId, name, path, category, sentIn, tokens, allNeeds, neededBy, missing, needs }) => [
      ...[moduleId, name, path, category],
      ...[sentIn, tokens, allNeeds, neededBy, missing],
      needs.join(' '),
    ]),
  ]
}
