'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Library, Plus, SearchX, SlidersHorizontal } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useCallback, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { ClientError } from '@/components/data/api-client'
import { PageHeader } from '@/components/frame/page-header'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Popover } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import { BulkBar } from './bulk-bar'
import { DropZone } from './import/drop-zone'
import { ImportMenu } from './import/import-menu'
import { ImportPanel } from './import/import-panel'
import type { PickedFile } from './import/read-files'
import { useImport } from './import/use-import'
import { ModuleFacets } from './module-facets'
import { ModuleTable } from './module-table'
import { TableSkeleton } from './module-table-skeleton'
import { NewModuleDialog, type NewModuleKind } from './new-module-dialog'
import { PassageList } from './passage-list'
import { facetsQuery, modulesQuery, passagesQuery } from './queries'
import { SearchBox } from './search-box'
import { type ModulesSearch, modulesSearchParams } from './search-params'
import { useRowKeys } from './use-row-keys'

const NO_FILTER: Partial<ModulesSearch> = { category: null, tag: [], priority: null, activation: null, status: null }

function filterCount({ category, tag, priority, activation, status }: ModulesSearch): number {
  return [category, priority, activation, status].filter((value) => value !== null).length + tag.length
}

export function ModulesScreen({ canWrite }: { canWrite: boolean }) {
  const queryClient = useQueryClient()
  const [search, setSearch] = useQueryStates(modulesSearchParams)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [newKind, setNewKind] = useState<NewModuleKind | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const searchBox = useRef<HTMLInputElement>(null)

  const list = useInfiniteQuery({ ...modulesQuery(search), placeholderData: keepPreviousData })
  const facets = useQuery(facetsQuery())
  const passages = useQuery(passagesQuery(search))
  const modules = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const total = list.data?.pages[0]?.total ?? 0
  const filters = filterCount(search)
  const query = search.q.trim()

  const refresh = useCallback(() => void queryClient.invalidateQueries({ queryKey: ['modules'] }), [queryClient])
  const imports = useImport(refresh)
  const startImport = (files: PickedFile[]) => {
    if (imports.state.phase === 'reading' || imports.state.phase === 'sending') {
      toast('An import is running. Wait until it is finished, or cancel it.')
    } else void imports.start(files)
  }

  const select = (ids: string[], isSelected: boolean) => {
    const next = new Set(selection)
    for (const id of ids) {
      if (isSelected) next.add(id)
      else next.delete(id)
    }
    setSelection(next)
  }
  const clearSelection = () => setSelection(new Set())
  const change = (next: Partial<ModulesSearch>) => {
    clearSelection()
    void setSearch(next)
  }
  useRowKeys({
    onToggle: (id) => canWrite && modules.some((module) => module.id === id) && select([id], !selection.has(id)),
    onSearch: () => searchBox.current?.focus(),
    onNew: () => canWrite && setNewKind('empty'),
    onClear: clearSelection,
  })

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const facetList = <ModuleFacets facets={facets.data} search={search} onChange={change} />
  return (
    <>
      <PageHeader
        title="Modules"
        status={
          list.data && (
            <span>{`${formatNumber(total)} ${total === 1 ? 'module' : 'modules'}${query && ' by name'}`}</span>
          )
        }
        actions={
          canWrite && (
            <>
              <ImportMenu onFiles={startImport} onPaste={() => setNewKind('paste')} />
              <Tooltip content="New module" shortcut="n">
                <Button variant="primary" onClick={() => setNewKind('empty')}>
                  <Plus />
                  <span>
                    New <span className="max-sm:sr-only">module</span>
                  </span>
                </Button>
              </Tooltip>
            </>
          )
        }
      >
        <div className="flex items-center gap-2 px-4 pb-2">
          <SearchBox ref={searchBox} value={search.q} onChange={(q) => change({ q })} />
          <Popover
            label="Filters"
            className="max-h-[70dvh] overflow-y-auto p-0"
            trigger={
              <Button className="xl:hidden">
                <SlidersHorizontal />
                Filters{filters > 0 && ` (${filters})`}
              </Button>
            }
          >
            {facetList}
          </Popover>
          {filters > 0 && (
            <Button variant="ghost" onClick={() => change(NO_FILTER)}>
              Clear filters
            </Button>
          )}
        </div>
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <aside aria-label="Filters" className="hidden w-52 shrink-0 overflow-y-auto border-r xl:block">
          {facetList}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <div ref={scroller} className="min-h-0 flex-1 overflow-auto" aria-busy={list.isPlaceholderData}>
            {list.error ? (
              <ErrorState
                title="The modules could not be loaded"
                description={list.error.message}
                requestId={list.error instanceof ClientError ? list.error.requestId : undefined}
                onRetry={() => void list.refetch()}
              />
            ) : list.isPending ? (
              <TableSkeleton />
            ) : modules.length > 0 ? (
              <ModuleTable
                modules={modules}
                scroller={scroller}
                sort={search.sort}
                onSort={(sort) => void setSearch({ sort })}
                selection={selection}
                onSelect={select}
                onEnd={loadMore}
              />
            ) : query !== '' ? (
              <p className="px-3 py-6 text-fg-muted text-sm">No module is called “{query}”.</p>
            ) : filters > 0 ? (
              <EmptyState icon={SearchX} title="No module matches" description="These filters leave nothing over.">
                <Button onClick={() => change(NO_FILTER)}>Clear filters</Button>
              </EmptyState>
            ) : (
              <NoModules canWrite={canWrite} onNew={setNewKind} />
            )}
            {query !== '' && (
              <PassageList
                query={query}
                passages={passages.data?.results}
                error={passages.error}
                onRetry={() => void passages.refetch()}
              />
            )}
          </div>
          {canWrite && (
            <BulkBar
              ids={[...selection]}
              isArchive={search.status === 'archived'}
              onClear={clearSelection}
              onChanged={refresh}
            />
          )}
        </div>
      </div>
      {canWrite && <DropZone onFiles={startImport} />}
      <ImportPanel
        state={imports.state}
        onCancel={imports.cancel}
        onRetry={imports.retry}
        onDismiss={imports.dismiss}
      />
      <NewModuleDialog kind={newKind} onClose={() => setNewKind(null)} />
    </>
  )
}

function NoModules({ canWrite, onNew }: { canWrite: boolean; onNew: (kind: NewModuleKind) => void }) {
  return (
    <EmptyState
      icon={Library}
      title="No modules yet"
      description={
        canWrite
          ? 'Modules are the markdown that models get to see. Drop files, a folder or a zip anywhere on this page, or write the first one.'
          : 'Modules are the markdown that models get to see. Nobody has added one to this workspace yet.'
      }
    >
      {canWrite && (
        <>
          <Button onClick={() => onNew('paste')}>Paste markdown</Button>
          <Button onClick={() => onNew('empty')}>Write one</Button>
        </>
      )}
    </EmptyState>
  )
}
