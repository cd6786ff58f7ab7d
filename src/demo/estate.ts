/**
 * The invented company whose computers the demonstration watches: people, computers, documents, addresses.
 *
 * Public addresses come from the ranges reserved for documentation and public names end in `.example` or belong
 * to vendors whose software every Windows computer talks to.
 */
export interface User {
  /** The account, which is also the name of the profile folder. */
  readonly name: string;
  readonly domain: string;
  readonly sid: string;
}

export const DOMAIN_SID = 'S-1-5-21-2714690311-1180254117-3906214488';

export const SYSTEM: User = { name: 'SYSTEM', domain: 'NT AUTHORITY', sid: 'S-1-5-18' };

export const USERS: readonly User[] = [
  'anna.krueger',
  'Jürgen Müller',
  'Ольга',
  'maría.josé',
  'łukasz.wójcik',
  'björn.østergård',
  'Ελένη',
  '田中 健',
  'françois.lefèvre',
  'ayşe.yılmaz',
  'b.okafor',
  'c.rossi',
  'd.nguyen',
  'e.lindqvist',
  'f.petrov',
  'g.haddad',
  'h.sato',
  'i.fernandes',
  'j.smith',
  'k.weber',
  'l.dubois',
  'm.kowalski',
  'n.patel',
  'svc-build',
  'svc-backup',
].map((name, index) => ({ name, domain: 'NORDWIND', sid: `${DOMAIN_SID}-${1104 + 13 * index}` }));

const SITES = ['MUC', 'HAM', 'LEJ', 'GVA', 'OSL', 'KRK'];

/** 48 notebooks and 12 servers. */
export const HOSTS: readonly string[] = SITES.flatMap((site, at) => [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${site}-LT-0${100 + 17 * n + at}.nordwind.example`),
  `SRV-${site}-FILE01.nordwind.example`,
  `SRV-${site}-SQL01.nordwind.example`,
]);

export const SUBJECTS: readonly string[] = [
  'Angebot',
  'Rechnung',
  'Lieferschein',
  'Budget',
  'Reisekosten',
  'Projektplan',
  'Protokoll Jour fixe',
  'Wartungsvertrag',
  'Prüfbericht',
  'Übergabe',
  'Отчёт',
  'Договор',
  'Présentation clients',
  'Sprawozdanie',
  'Årsrapport',
  '見積書',
  'Quarterly review',
  'Roadmap',
  'Inventory',
  'Release notes',
];

export const CUSTOMERS: readonly string[] = [
  'Alpenmilch AG',
  'Brücke & Söhne',
  'Castel Verde',
  'Dampfschiff Ost',
  'Elbtal Medizintechnik',
  'Fjordkraft Nord',
  'Gradient Labs',
  'Hôtel du Lac',
  'Isar Optik',
  'Южный порт',
];

/** Names that ordinary programs look up, with the address they get. */
export const SITES_VISITED: readonly { readonly name: string; readonly address: string }[] = [
  { name: 'login.microsoftonline.com', address: '203.0.113.10' },
  { name: 'outlook.office365.com', address: '203.0.113.18' },
  { name: 'teams.events.data.microsoft.com', address: '203.0.113.34' },
  { name: 'settings-win.data.microsoft.com', address: '203.0.113.41' },
  { name: 'ctldl.windowsupdate.com', address: '198.51.100.7' },
  { name: 'fe3cr.delivery.mp.microsoft.com', address: '198.51.100.19' },
  { name: 'ocsp.digicert.com', address: '198.51.100.77' },
  { name: 'update.googleapis.com', address: '192.0.2.33' },
  { name: 'clients4.google.com', address: '192.0.2.48' },
  { name: 'firefox.settings.services.mozilla.com', address: '192.0.2.90' },
  { name: 'wiki.nordwind.example', address: '10.20.4.12' },
  { name: 'git.nordwind.example', address: '10.20.4.31' },
  { name: 'srv-muc-dc01.nordwind.example', address: '10.20.0.10' },
  { name: 'srv-ham-file01.nordwind.example', address: '10.40.0.21' },
  { name: 'print.nordwind.example', address: '10.20.6.5' },
  { name: 'zeiterfassung.example', address: '203.0.113.200' },
  { name: 'fahrplan.example', address: '203.0.113.211' },
  { name: 'presse-spiegel.example', address: '198.51.100.140' },
];
