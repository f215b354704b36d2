import {
  AuditOutlined,
  BookOutlined,
  CarryOutOutlined,
  CustomerServiceOutlined,
  FileSearchOutlined,
  ProfileOutlined,
  SendOutlined,
  SolutionOutlined,
  SoundOutlined,
  TeamOutlined,
  TrophyOutlined,
  UnorderedListOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { WHO } from './access-control.ts'
import { page, type Page } from './page.ts'

const icon = (node: ReactNode) => node

/** Who drafts and reviews the rules; who reads their history; who works by them. */
const POLICY_DRAFTERS = ['policy-admin', 'policy-reviewer'] as const
const POLICY_READERS = [...WHO.county, 'platform-head', 'vendor'] as const
const CLERKS = [...WHO.town, ...WHO.department, 'duty', 'dispatcher', 'callback-agent'] as const
const LEDGER_READERS = [...WHO.clerks, ...WHO.county] as const
/** Who keeps units and accounts. */
const ORGANISATION_KEEPERS = ['policy-admin', 'security-admin'] as const
const SCORE_READERS = [...WHO.clerks, ...WHO.county] as const

/**
 * Every page of the console. A feature adds its lines here when the page exists; menus, tabs, the command palette and the home of each role
 * derive from this list, so there are no dead links.
 */
export const PAGES: readonly Page[] = [
  page(
    {
      path: '/dispatch',
      name: 'dispatch:page.desk',
      roles: WHO.platform,
      tab: 'todo',
      home: 10,
      menu: { order: 1, icon: icon(<CustomerServiceOutlined />) },
    },
    () => import('../dispatch/DispatchPage.tsx').then((module) => module.DispatchPage),
  ),
  page(
    {
      path: '/assignments',
      name: 'case:page.assignments',
      roles: WHO.department,
      tab: 'todo',
      home: 20,
      menu: { order: 2, icon: icon(<CarryOutOutlined />) },
    },
    () => import('../case/list/AssignmentsPage.tsx').then((module) => module.AssignmentsPage),
  ),
  page({ path: '/cases/new', name: 'case:page.new', roles: ['town-clerk'], menu: { order: 3, icon: icon(<SoundOutlined />) } }, () =>
    import('../case/new/NewCasePage.tsx').then((module) => module.NewCasePage),
  ),
  page({ path: '/cases/doing', name: 'case:page.doing', roles: WHO.clerks, tab: 'doing' }, () =>
    import('../case/list/CasesPage.tsx').then((module) => module.CasesPage),
  ),
  page(
    {
      path: '/cases',
      name: 'case:page.list',
      roles: [...WHO.clerks, ...WHO.county, ...WHO.called],
      tab: 'todo',
      home: 30,
      menu: { order: 4, icon: icon(<UnorderedListOutlined />) },
    },
    () => import('../case/list/CasesPage.tsx').then((module) => module.CasesPage),
  ),
  page({ path: '/cases/:id', name: 'case:page.show', roles: [...WHO.clerks, ...WHO.county, ...WHO.called] }, () =>
    import('../case/show/CasePage.tsx').then((module) => module.CasePage),
  ),
  page(
    {
      path: '/policy',
      name: 'policy:page.overview',
      roles: POLICY_READERS,
      home: 300,
      tab: 'lookup',
      menu: { order: 10, section: 'policy', icon: icon(<BookOutlined />) },
    },
    () => import('../policy/OverviewPage.tsx').then((module) => module.OverviewPage),
  ),
  page({ path: '/policy/drafts/:id', name: 'policy:page.draft', roles: POLICY_DRAFTERS }, () =>
    import('../policy/DraftPage.tsx').then((module) => module.DraftPage),
  ),
  page({ path: '/policy/drafts/:id/print', name: 'publish:page.print', roles: POLICY_DRAFTERS }, () =>
    import('../publish/PrintPage.tsx').then((module) => module.PrintDraftPage),
  ),
  page({ path: '/policy/drafts/:id/:kind', name: 'policy:page.draft', roles: POLICY_DRAFTERS }, () =>
    import('../policy/DraftPage.tsx').then((module) => module.DraftPage),
  ),
  page({ path: '/policy/templates', name: 'template:page.gallery', roles: POLICY_DRAFTERS, menu: { order: 30, section: 'policy' } }, () =>
    import('../template/GalleryPage.tsx').then((module) => module.GalleryPage),
  ),
  page({ path: '/policy/templates/:id', name: 'template:page.template', roles: POLICY_DRAFTERS }, () =>
    import('../template/TemplatePage.tsx').then((module) => module.TemplatePage),
  ),
  page({ path: '/policy/templates/:id/adopt', name: 'template:page.adopt', roles: ['policy-admin'] }, () =>
    import('../template/TemplatePage.tsx').then((module) => module.AdoptTemplatePage),
  ),
  page({ path: '/policy/import', name: 'template:page.import', roles: ['policy-admin'] }, () =>
    import('../template/ImportPage.tsx').then((module) => module.ImportPage),
  ),
  page({ path: '/policy/posters', name: 'publish:page.posters', roles: POLICY_DRAFTERS, menu: { order: 40, section: 'policy' } }, () =>
    import('../publish/PostersPage.tsx').then((module) => module.PostersPage),
  ),
  page({ path: '/policy/review/:id', name: 'publish:page.publish', roles: POLICY_DRAFTERS }, () =>
    import('../publish/PublishPage.tsx').then((module) => module.PublishPage),
  ),
  page({ path: '/policy/versions', name: 'policy:page.versions', roles: POLICY_READERS, menu: { order: 20, section: 'policy' } }, () =>
    import('../policy/VersionsPage.tsx').then((module) => module.VersionsPage),
  ),
  page({ path: '/policy/versions/compare', name: 'policy:page.compare', roles: POLICY_READERS }, () =>
    import('../policy/ComparePage.tsx').then((module) => module.ComparePage),
  ),
  page({ path: '/policy/versions/:hash', name: 'policy:page.version' }, () =>
    import('../policy/VersionPage.tsx').then((module) => module.VersionPage),
  ),
  page({ path: '/policy/versions/:hash/print', name: 'publish:page.print' }, () =>
    import('../publish/PrintPage.tsx').then((module) => module.PrintVersionPage),
  ),
  page({ path: '/policy/versions/:hash/:kind', name: 'policy:page.version' }, () =>
    import('../policy/VersionPage.tsx').then((module) => module.VersionPage),
  ),
  page({ path: '/policy/rules', name: 'policy:page.rules', roles: CLERKS, menu: { order: 55, icon: icon(<FileSearchOutlined />) } }, () =>
    import('../policy/VersionPage.tsx').then((module) => module.RulesPage),
  ),
  page({ path: '/policy/rules/:kind', name: 'policy:page.rules', roles: CLERKS }, () =>
    import('../policy/VersionPage.tsx').then((module) => module.RulesPage),
  ),
  page({ path: '/consultations', name: 'publish:page.consultations', roles: [...WHO.town, ...WHO.department] }, () =>
    import('../publish/ConsultationPage.tsx').then((module) => module.ConsultationsPage),
  ),
  page(
    { path: '/consultations/:id', name: 'publish:page.consultations', roles: [...WHO.town, ...WHO.department, ...POLICY_DRAFTERS] },
    () => import('../publish/ConsultationPage.tsx').then((module) => module.ConsultationPage),
  ),
  page({ path: '/scores', name: 'scoring:page.scores', roles: SCORE_READERS, menu: { order: 50, icon: icon(<TrophyOutlined />) } }, () =>
    import('../scoring/ScoresPage.tsx').then((module) => module.ScoresPage),
  ),
  page({ path: '/scores/bulletin', name: 'scoring:page.bulletin', roles: SCORE_READERS }, () =>
    import('../scoring/BulletinPage.tsx').then((module) => module.BulletinPage),
  ),
  page(
    {
      path: '/people',
      name: 'people:page.organisation',
      roles: [...ORGANISATION_KEEPERS],
      home: 305,
      menu: { order: 10, section: 'organisation', icon: icon(<TeamOutlined />) },
    },
    () => import('../people/organisation/OrganisationPage.tsx').then((module) => module.OrganisationPage),
  ),
  page({ path: '/people/import', name: 'people:page.import', roles: [...ORGANISATION_KEEPERS] }, () =>
    import('../people/organisation/ImportPage.tsx').then((module) => module.ImportOrganisationPage),
  ),
  page({ path: '/people/first-passwords', name: 'people:page.passwords', roles: [...ORGANISATION_KEEPERS] }, () =>
    import('../people/organisation/FirstPasswordsPage.tsx').then((module) => module.FirstPasswordsPage),
  ),
  page(
    {
      path: '/audit',
      name: 'audit:page.audit',
      roles: WHO.audit,
      home: 310,
      tab: 'lookup',
      menu: { order: 75, icon: icon(<AuditOutlined />) },
    },
    () => import('../audit/AuditPage.tsx').then((module) => module.AuditPage),
  ),
  page(
    {
      path: '/responsibility',
      name: 'responsibility:page.list',
      roles: [...CLERKS, ...WHO.county, 'platform-head'],
      tab: 'lookup',
      menu: { order: 40, icon: icon(<SolutionOutlined />) },
    },
    () => import('../responsibility/ResponsibilityPage.tsx').then((module) => module.ResponsibilityPage),
  ),
  page(
    {
      path: '/ledgers',
      name: 'ledger:page.list',
      roles: LEDGER_READERS,
      menu: { order: 44, icon: icon(<ProfileOutlined />) },
    },
    () => import('../ledger/LedgersPage.tsx').then((module) => module.LedgersPage),
  ),
  page({ path: '/ledgers/new/:ledger', name: 'ledger:page.new', roles: LEDGER_READERS }, () =>
    import('../ledger/NewEntryPage.tsx').then((module) => module.NewEntryPage),
  ),
  page({ path: '/ledgers/entries/:id', name: 'ledger:page.show', roles: LEDGER_READERS }, () =>
    import('../ledger/EntryPage.tsx').then((module) => module.EntryPage),
  ),
  page({ path: '/tasks', name: 'task:page.list', roles: LEDGER_READERS, menu: { order: 46, icon: icon(<SendOutlined />) } }, () =>
    import('../task/TasksPage.tsx').then((module) => module.TasksPage),
  ),
  page({ path: '/tasks/new', name: 'task:page.new', roles: [...WHO.department, ...WHO.platform, ...WHO.county] }, () =>
    import('../task/NewTaskPage.tsx').then((module) => module.NewTaskPage),
  ),
  page({ path: '/tasks/:id', name: 'task:page.show', roles: LEDGER_READERS }, () =>
    import('../task/TaskPage.tsx').then((module) => module.TaskPage),
  ),
  page({ path: '/me', name: 'platform:page.me', tab: 'me', home: 1000, menu: { order: 1000, icon: icon(<UserOutlined />) } }, () =>
    import('./account/MePage.tsx').then((module) => module.MePage),
  ),
]
