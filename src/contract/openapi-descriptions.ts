/**
 * The comments of the schemas, for the OpenAPI document. Made from them by test/contract/openapi-descriptions.test.ts:
 * do not edit.
 */
export const descriptions: Readonly<Record<string, string>> = {
  AcceptanceInput: '受理: to the company that the person named, unless another one is given.',
  'AcceptanceInput.enterpriseId':
    'The company that gets it; required where the person named one that is not connected.',
  Account: 'A person as the platform shows one: masked by code point.',
  'Account.identity': 'Null until given.',
  'AllowedAction.reason': 'Why not: the `code` with which the act would be refused; null when allowed.',
  Attachment: 'An uploaded file, and how a stored answer names it.',
  'Attachment.size': 'Bytes.',
  AuditEntry: "Who did what, when and why. It holds nobody's personal data.",
  'AuditEntry.act': 'Such as `complaint.accepted`.',
  'AuditEntry.actor': "The operator's staff reference (`Tousu-Actor`), never a name.",
  'AuditEntry.clientId': "The operator's client; null for an act in process.",
  'AuditEntry.note':
    "Null where none was given, and where it might name somebody: then it stands in the complaint's history alone.",
  'AuditEntry.target': 'Id of what it was done to; null where there is but one.',
  Bulletin: "季度通报: a quarter's numbers as they were published, and what became of them.",
  'Bulletin.belowThreshold': 'Companies under 95 %.',
  'Bulletin.categories.restated': 'Where later decisions changed the numbers: as they are now.',
  'Bulletin.categories.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'Bulletin.categories.timely.numerator': 'Rounds with a final answer on time.',
  'Bulletin.categories.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'Bulletin.companies.restated': 'Where later decisions changed the numbers: as they are now.',
  'Bulletin.companies.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'Bulletin.companies.timely.numerator': 'Rounds with a final answer on time.',
  'Bulletin.companies.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'Bulletin.cutOff': 'Until when decisions count in the published numbers.',
  'Bulletin.fastGrowers':
    'Companies that received far more than in the quarter before; `percent` is the growth.',
  'Bulletin.threshold': 'Null: nothing is suppressed.',
  'Bulletin.total.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'Bulletin.total.timely.numerator': 'Rounds with a final answer on time.',
  'Bulletin.total.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  BulletinList: 'Quarters whose bulletin is published, the newest first.',
  CalendarYear:
    "A published year: what the State Council's notices say of it. `loadYear` of `tousu/calendar` takes it as it is.",
  'CalendarYear.daysOff': 'Days off, weekends in between included where the notice names them.',
  'CalendarYear.notices': 'The notices that made it, the deciding one last, such as 国办发明电〔2025〕7号.',
  'CalendarYear.workingDays': 'Weekend days made working days (调休).',
  CalendarYearInput:
    "What the State Council's notices say of a year, as `loadYear` of `tousu/calendar` takes it.",
  CalendarYearList: 'Years of which the working days are published.',
  'Category.label': 'In Chinese, as the taxonomy of that version has it.',
  ClientKeysInput:
    "Public keys with which the company's client signs its assertions: one, or two while they change.",
  ClockAdvance: 'How far domain time goes on: units, which add up, or a moment.',
  'ClockAdvance.to': 'In place of units.',
  ClockState: 'Domain time of the platform.',
  CodeRequest: 'Asks for a one-time code; it goes to that phone.',
  CodeResult: 'The same whether there is an account or not.',
  CompanyInput: 'A company that is not connected; those that are stand in the directory by themselves.',
  'CompanyInput.initials': 'From the name when left out.',
  CompanyPatch:
    'Members that are absent stay. Name and services of a connected company are those that it registered with.',
  'CompanyPatch.initials': 'From the name when left out.',
  Complainant:
    'The person, masked by code point. `reference` is the same for the same person at the same company.',
  'Complainant.registered': 'False: filed as a guest.',
  Complaint:
    'A complaint as the company it is assigned to reads it. Personal members are null once redacted.',
  'Complaint.accountReference': "The person's account at the company, masked.",
  'Complaint.complainant': 'Null for a report (reporters are protected) and after redaction.',
  'Complaint.deadline': 'Null for a report.',
  'Complaint.number': '投诉编号: what people quote.',
  'Complaint.otherChannels': 'Where the person has complained already.',
  'Complaint.relatedComplaints': 'Of the same company only.',
  'Complaint.revision': 'Rises with acts that change the case for who answers it; see `ifRevision`.',
  'Complaint.round': '1, and 2 after an appeal.',
  'ComplaintDeadlineChangedEvent.data.from.dueAt': 'Last second of `dueDate`, +08:00.',
  'ComplaintDeadlineChangedEvent.data.from.earliestDueAt':
    'The earliest that `dueAt` can become; equal to it unless `provisional`.',
  'ComplaintDeadlineChangedEvent.data.from.extendedFrom': '`dueDate` before an extension was granted.',
  'ComplaintDeadlineChangedEvent.data.from.provisional':
    'True: the period touches days for which no holiday notice is published yet.',
  'ComplaintDeadlineChangedEvent.data.from.remainingWorkingDays':
    '10 on the day of assignment, 0 on `dueDate`, then negative.',
  'ComplaintDeadlineChangedEvent.data.from.replyBy':
    '15th calendar day after assignment (工信部令第20号, 第24号 art. 12); never counts in the timely rate.',
  'ComplaintDeadlineChangedEvent.data.from.workingDays': 'Length of the period.',
  'ComplaintDeadlineChangedEvent.data.to.dueAt': 'Last second of `dueDate`, +08:00.',
  'ComplaintDeadlineChangedEvent.data.to.earliestDueAt':
    'The earliest that `dueAt` can become; equal to it unless `provisional`.',
  'ComplaintDeadlineChangedEvent.data.to.extendedFrom': '`dueDate` before an extension was granted.',
  'ComplaintDeadlineChangedEvent.data.to.provisional':
    'True: the period touches days for which no holiday notice is published yet.',
  'ComplaintDeadlineChangedEvent.data.to.remainingWorkingDays':
    '10 on the day of assignment, 0 on `dueDate`, then negative.',
  'ComplaintDeadlineChangedEvent.data.to.replyBy':
    '15th calendar day after assignment (工信部令第20号, 第24号 art. 12); never counts in the timely rate.',
  'ComplaintDeadlineChangedEvent.data.to.workingDays': 'Length of the period.',
  ComplaintInEvent:
    'A complaint inside an event: as it was then. `id`, `number` and `revision` are always there. The rest depends: with `content: summary` there is no free text and no person; after reassignment nothing else is left.',
  'ComplaintInEvent.accountReference': "The person's account at the company, masked.",
  'ComplaintInEvent.complainant': 'Null for a report (reporters are protected) and after redaction.',
  'ComplaintInEvent.deadline': 'Null for a report.',
  'ComplaintInEvent.number': '投诉编号: what people quote.',
  'ComplaintInEvent.otherChannels': 'Where the person has complained already.',
  'ComplaintInEvent.relatedComplaints': 'Of the same company only.',
  'ComplaintInEvent.revision': 'Rises with acts that change the case for who answers it; see `ifRevision`.',
  'ComplaintInEvent.round': '1, and 2 after an appeal.',
  ComplaintPatch: "Merge patch (RFC 7396) of the company's own metadata: null removes a member.",
  'ComplaintRatedEvent.data.rating.score': '1–5.',
  ComplaintResult: 'Answer of every act on a complaint.',
  ContactAttemptInput: 'One try to reach the person.',
  'ContactAttemptInput.at': 'Judged by the platform, in its time.',
  ContactDisclosure:
    "A disclosure: a JWE (RFC 7516) for the company's encryption key, with a JWS (RFC 7515, `typ tousu-disclosure+jws`, the keys of receipts) inside.",
  'ContactDisclosure.deleteAfter': 'By then the company has deleted what it read.',
  'ContactDisclosure.jwe': 'Compact JWE: `ECDH-ES+A256KW` or `RSA-OAEP-256`, `A256GCM`, no `zip`.',
  ContactDisclosureEntry: 'An entry of the log: no values.',
  'ContactDisclosureEntry.actor': '`Tousu-Actor`.',
  ContactDisclosureInput:
    'What a company asks for. The ID number only to verify identity, with a note that says why.',
  'ContactDisclosureInput.note': '1–200 code points; kept in the log, so no personal data.',
  ContactDisclosureLog: 'The log, the oldest first; `nextAfter` is the last entry that is shown.',
  Contestation:
    '申请退回 of this round: the company holds that the complaint is not for it. It never stops the clock.',
  'Contestation.note': "The operator's words.",
  ContestationDecisionInput: 'Of 申请退回.',
  'ContestationDecisionInput.enterpriseId': 'Of an upheld one: the company that gets the complaint.',
  'ContestationInput.statement': 'For the operator: 10–2,000 code points.',
  Deadline:
    "The platform's handling deadline (平台处理时限) and, beside it, `replyBy`. Dates are calendar dates of Asia/Shanghai. On time means: received on or before `dueDate`.",
  'Deadline.dueAt': 'Last second of `dueDate`, +08:00.',
  'Deadline.earliestDueAt': 'The earliest that `dueAt` can become; equal to it unless `provisional`.',
  'Deadline.extendedFrom': '`dueDate` before an extension was granted.',
  'Deadline.provisional': 'True: the period touches days for which no holiday notice is published yet.',
  'Deadline.remainingWorkingDays': '10 on the day of assignment, 0 on `dueDate`, then negative.',
  'Deadline.replyBy':
    '15th calendar day after assignment (工信部令第20号, 第24号 art. 12); never counts in the timely rate.',
  'Deadline.workingDays': 'Length of the period.',
  DirectoryCompany:
    'A company of the directory. Complaints about one that is not connected are forwarded offline (其他).',
  'DirectoryCompany.aliases': 'What people call it.',
  'DirectoryCompany.enterpriseId': 'To file against it; null where it is not connected.',
  'DirectoryCompany.initials': 'Of the name in Pinyin, for search: 示例网络 is SLWL.',
  DuplicateInput: '重复投诉: `of` is the one that goes on.',
  EmployedOperator: "A member of the platform's staff, with the secrets of the client, shown this once.",
  'EmployedOperator.clientSecret': 'With `client_secret_basic`.',
  'EmployedOperator.privateKey': 'JWK, with `private_key_jwt`.',
  EncryptionKeyInput: 'The public key for which contact disclosures are encrypted; never one that signs.',
  EndpointPingEvent: 'Sent on request, to one endpoint; not in the feed.',
  Enterprise: "The company's profile, and its timely rate in the current quarter.",
  'Enterprise.publicContacts':
    'Phones and addresses that the company publishes; never taken for personal data.',
  EnterpriseInput: 'A company that joins.',
  EnterpriseKeys: "The company's keys that are live, or will be.",
  'EnterpriseKeys.keys.effectiveAt': 'Null for a key that signs: it is live.',
  Event: 'An event inside another answer.',
  EventFeed:
    'A stretch of the feed. `nextAfter` is the last event that was looked at, also when filters left it out.',
  Evidence:
    "A file of the complaint. The original name appears only in the download's `Content-Disposition`.",
  'Evidence.name': 'Such as `evidence-1.png`.',
  'Evidence.size': 'Bytes.',
  Extension: '延期申请 of this round. It never stops the clock; granted late, it applies back.',
  'Extension.note': "The operator's words.",
  ExtensionDecisionInput: 'Of 延期申请.',
  'ExtensionInput.reason': 'For the operator: 10–1,000 code points.',
  Filed: '`queryCode` (查询码) is shown this once.',
  FilingDraftInput: 'A filing in the making: whatever is there already, checked for size alone.',
  FilingInput: 'What a person files. Evidence is uploaded before and named by its ids.',
  'FilingInput.accountReference': 'The account at the company.',
  'FilingInput.category': 'A code of the current taxonomy.',
  'FilingInput.companyName': 'Any other company (其他): forwarded offline.',
  'FilingInput.consents.guardian': "A guardian's, for somebody under 14.",
  'FilingInput.consents.handOver': 'To hand the complaint over to the company.',
  'FilingInput.consents.sensitiveData': 'To handle sensitive personal data.',
  'FilingInput.description': 'When, where and how: 10–5,000 code points.',
  'FilingInput.enterpriseId': 'A company of the directory.',
  'FilingInput.formerComplaintId': 'An own complaint that this one goes on with.',
  'FilingInput.kind': '`both`: one complaint and one report.',
  'FilingResult.filings': 'Two for `both`, the complaint first.',
  'FilingResult.warnings': 'Personal data and insults: accepted all the same.',
  Finding: 'Something to look at in an input: refused (`errors`) or accepted all the same (`warnings`).',
  'HistoryEntry.act': 'Such as `filed`, `assigned`, `acknowledged`, `responded`.',
  'HistoryEntry.actor': "The company's `Tousu-Actor`, where one was sent.",
  HistorySentence: "An act of the history in people's words.",
  'HistorySentence.act': 'Such as `filed`, `assigned`, `responded_final`.',
  'HistorySentence.note': 'What the operator or the company wrote for the person.',
  IdentityInput: 'Real name: 2–50 code points, and a document.',
  JoinedEnterprise: 'With the secrets of its client, shown this once.',
  'JoinedEnterprise.clientSecret': 'With `client_secret_basic`.',
  'JoinedEnterprise.decryptionKey': 'JWK: opens contact disclosures.',
  'JoinedEnterprise.privateKey': 'JWK, with `private_key_jwt`.',
  Jwks: 'RFC 7517 section 5.',
  'ListCompaniesQuery.initial': 'The first letters of the name in Pinyin.',
  'ListCompaniesQuery.query': "Part of a name, of an alias or of a service's name, or initials of the name.",
  'ListComplaintsQuery.category': "A category's code.",
  'ListComplaintsQuery.metadata': '`metadata[ticket]=T-1` in the query string.',
  'ListComplaintsQuery.ratingMax': 'Complaints rated with this or less.',
  'ListComplaintsQuery.sort': '`dueAt` by default; `-` in front: descending. Ties break by id.',
  'ListEventsQuery.after':
    'The last event seen; `latest` gives the head and no items. From the first one kept when absent.',
  'ListOutboxQuery.to': 'A phone.',
  'ListReviewQueueQuery.enterpriseId': 'The company that they are with.',
  'ListReviewQueueQuery.pending': 'Those with a request of the company that awaits its decision.',
  'ListReviewQueueQuery.stage': 'Where they are.',
  LogEntries: 'Entries of a log, as `platform.requests` or `platform.deliveries` gives them.',
  Notice: '公告.',
  OperatorComplaint:
    'A complaint as an operator reads it: masked as for a company. Of a report nobody learns who reported; its answers stand here alone.',
  'OperatorComplaint.accountReference': "The person's account at the company, masked.",
  'OperatorComplaint.addressee':
    'The company that the person named; `id` is null where the directory has none (其他).',
  'OperatorComplaint.complainant.registered': 'False: filed as a guest.',
  'OperatorComplaint.deadline': 'Null for a report.',
  'OperatorComplaint.enterprise': 'The company that it is with.',
  'OperatorComplaint.number': '投诉编号: what people quote.',
  'OperatorComplaint.otherChannels': 'Where the person has complained already.',
  'OperatorComplaint.relatedComplaints': 'Of the same company only.',
  'OperatorComplaint.revision': 'Rises with acts that change the case for who answers it; see `ifRevision`.',
  'OperatorComplaint.round': '1, and 2 after an appeal.',
  'OperatorComplaint.stage':
    'Where it is: in review, back with the person, with a company, forwarded offline, or refused.',
  OperatorComplaintResult: 'Answer of every act of an operator on a complaint.',
  OperatorHistoryEntry:
    'An entry of the history as an operator reads it: with the words that the person was told.',
  'OperatorHistoryEntry.act': 'Such as `filed`, `assigned`, `acknowledged`, `responded`.',
  'OperatorHistoryEntry.actor': "The company's `Tousu-Actor`, where one was sent.",
  OtherChannel: 'Another channel: what it is for, what it costs, what to bring.',
  OwnComplaint: 'A complaint as the person who filed it reads it. What the person wrote is null once erased.',
  'OwnComplaint.dueDate':
    'By when the company is to answer, `YYYY-MM-DD` in Shanghai; null for a report, and before assignment.',
  'OwnComplaint.responses': 'Empty for a report, whose answer goes to the operator alone.',
  'OwnComplaint.stage': 'Where it is.',
  OwnComplaintResult: 'Answer of every act of a person on a complaint.',
  OwnResponse: 'An answer as the person reads it.',
  PersonMessage: 'A message of the platform to a person: a change of one complaint.',
  'PersonMessage.to': 'The phone, masked.',
  Policy: '政策法规: a number or a date that is not certain is null.',
  'Policy.about': 'What it is needed for here.',
  'Policy.number': '文号.',
  Problem: 'RFC 9457 problem document.',
  PublicJwk: 'A public key, RFC 7517 and RFC 7518 section 6.',
  PublicStatistics: 'Numbers of a published quarter as they are now.',
  'PublicStatistics.threshold': 'Numbers below it are suppressed.',
  PublicSuggestion: 'A suggestion (意见建议) that an operator published, with its reply.',
  PublishedFigures:
    'Numbers that anyone may read. Null: fewer than the threshold, or what would let such a number be computed.',
  'PublishedFigures.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'PublishedFigures.timely.numerator': 'Rounds with a final answer on time.',
  'PublishedFigures.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'PublishedGroup.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'PublishedGroup.timely.numerator': 'Rounds with a final answer on time.',
  'PublishedGroup.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  PublishedYear: 'The year in force, and how many open deadlines moved.',
  QueriedComplaint:
    'How a complaint stands, for whoever has its query code or its phone: nothing of what the person wrote.',
  QueryCodeRequest:
    'Asks for a code to the phone on record: for one complaint, or for all of a person with that phone.',
  QueryCodeResult: 'The same whether anything was found or not.',
  QueryInput: 'Number and query code; or the id of a query and the code that was sent.',
  Question: '常见问题.',
  'Rating.score': '1–5.',
  ReassignmentInput: '转办: another company gets it.',
  ReceiptRotation: 'The new key signs at once; the one before stays among those that verify.',
  'RecoveryInput.since': 'Events from this time on; as far back as it goes, 14 days, by default.',
  RecoveryResult: 'How many events are sent again.',
  ReferralInput: '举报转送: a report goes to the company as a clue, or to 12377 or 12321.',
  'ReferralInput.enterpriseId': 'With `company` alone: another one than the reporter named.',
  'RehearsedFiling.category': 'A code, or a Chinese label.',
  'RehearsedFiling.companyName': 'A company that is not connected, in its place.',
  RehearsedPerson: 'Somebody who cannot exist: an ID number of area 000000, a phone from 100.',
  RehearsedState: 'How the complaint stands after it.',
  ResponseDraft: 'The one draft of a complaint.',
  'ResponseDraft.basedOnRevision': "The complaint's revision at that moment.",
  'ResponseDraft.savedBy': 'The `Tousu-Actor` who saved it.',
  ResponseDraftInput: 'An answer in the making: whatever is there already, checked for size alone.',
  ResponseInput: 'What a company sends to answer a complaint.',
  'ResponseInput.attachments': 'Ids of uploads, at most 9.',
  'ResponseInput.basedOnRevision': 'The revision that the writer had read.',
  'ResponseInput.outcome': 'Required for `final`, not allowed for the others.',
  'ResponseInput.statement': 'What the person reads: 10–2,000 code points.',
  ResponseValidation: 'What `POST …/responses/validation` answers.',
  'ResponseValidation.errors': 'These would be refused.',
  'ResponseValidation.warnings': 'These are accepted.',
  ReturnInput: '退回补充.',
  ScriptedFault:
    'One of both: a fault of requests or of deliveries, with the members that `platform.faults` takes.',
  'SearchDirectoryQuery.initial': 'The first letters of the name in Pinyin.',
  'SearchDirectoryQuery.query':
    "Part of a name, of an alias or of a service's name, or initials of the name.",
  'SecretRotation.overlapSeconds':
    'How long the former secret goes on signing beside the new one, 0–86,400 s.',
  'SecretRotation.secret': 'Your own `whsec_…` of 24–64 bytes; made by the platform if absent.',
  SentMessages: 'What the platform sent to people.',
  ServerMetadata: 'RFC 8414 authorization server metadata, the members that matter here.',
  'Service.filingNumber': 'ICP or APP filing number (备案号), where there is one.',
  Session: '`token` is shown this once; it is sent as `Authorization: Bearer`.',
  SnapshotDocument: 'A platform at one moment. It holds personal data, keys and secrets.',
  'SnapshotDocument.now': 'Milliseconds since 1970-01-01T00:00:00Z.',
  SnapshotInput: 'A snapshot as it was taken.',
  'SnapshotInput.now': 'Milliseconds since 1970-01-01T00:00:00Z.',
  Statistics: 'Numbers of a span, as they are at the cut-off: later decisions restate them.',
  'Statistics.groups': 'Empty without `groupBy`.',
  StatisticsFigures:
    'Numbers of a group over a span. The unit is a round of a complaint at a company; reports and rounds with a contestation that was upheld count nowhere.',
  'StatisticsFigures.answered': 'Rounds with a final answer in the span.',
  'StatisticsFigures.growth.previous': '环比: the span before, of as many whole months or as many days.',
  'StatisticsFigures.growth.previous.percent':
    'Per cent with two places, cut downwards; null when nothing was received then.',
  'StatisticsFigures.growth.yearBefore': '同比: the same dates a year before.',
  'StatisticsFigures.growth.yearBefore.percent':
    'Per cent with two places, cut downwards; null when nothing was received then.',
  'StatisticsFigures.handling':
    'From assignment to the final answer, in working days (the day of assignment is not counted) and in hours.',
  'StatisticsFigures.handling.hours.median': 'The middle one, or the mean of the two in the middle.',
  'StatisticsFigures.handling.hours.p95': 'The least that 95 % of the rounds do not exceed.',
  'StatisticsFigures.handling.workingDays.median': 'The middle one, or the mean of the two in the middle.',
  'StatisticsFigures.handling.workingDays.p95': 'The least that 95 % of the rounds do not exceed.',
  'StatisticsFigures.received': 'Rounds assigned in the span.',
  'StatisticsFigures.reopened': 'Of the rounds received: begun by an appeal (再次投诉).',
  'StatisticsFigures.reopened.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsFigures.repeats':
    'Of the complaints received, appeals left out: filed by the same person about the same service soon after another one was closed (30 calendar days, a setting).',
  'StatisticsFigures.repeats.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsFigures.satisfaction': 'Of the rounds rated in the span: rated 4 or 5.',
  'StatisticsFigures.satisfaction.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsFigures.solved': 'Of the rounds rated in the span: solved, as the person says.',
  'StatisticsFigures.solved.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsFigures.timely': 'Rounds whose last due date is in the span and has passed.',
  'StatisticsFigures.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'StatisticsFigures.timely.numerator': 'Rounds with a final answer on time.',
  'StatisticsFigures.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  StatisticsGroup: "A group's numbers.",
  'StatisticsGroup.answered': 'Rounds with a final answer in the span.',
  'StatisticsGroup.growth.previous': '环比: the span before, of as many whole months or as many days.',
  'StatisticsGroup.growth.previous.percent':
    'Per cent with two places, cut downwards; null when nothing was received then.',
  'StatisticsGroup.growth.yearBefore': '同比: the same dates a year before.',
  'StatisticsGroup.growth.yearBefore.percent':
    'Per cent with two places, cut downwards; null when nothing was received then.',
  'StatisticsGroup.handling':
    'From assignment to the final answer, in working days (the day of assignment is not counted) and in hours.',
  'StatisticsGroup.handling.hours.median': 'The middle one, or the mean of the two in the middle.',
  'StatisticsGroup.handling.hours.p95': 'The least that 95 % of the rounds do not exceed.',
  'StatisticsGroup.handling.workingDays.median': 'The middle one, or the mean of the two in the middle.',
  'StatisticsGroup.handling.workingDays.p95': 'The least that 95 % of the rounds do not exceed.',
  'StatisticsGroup.key':
    'Id of the company or service, code of the category, or `2026Q3`; null: the service was not named.',
  'StatisticsGroup.received': 'Rounds assigned in the span.',
  'StatisticsGroup.reopened': 'Of the rounds received: begun by an appeal (再次投诉).',
  'StatisticsGroup.reopened.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsGroup.repeats':
    'Of the complaints received, appeals left out: filed by the same person about the same service soon after another one was closed (30 calendar days, a setting).',
  'StatisticsGroup.repeats.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsGroup.satisfaction': 'Of the rounds rated in the span: rated 4 or 5.',
  'StatisticsGroup.satisfaction.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsGroup.solved': 'Of the rounds rated in the span: solved, as the person says.',
  'StatisticsGroup.solved.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  'StatisticsGroup.timely': 'Rounds whose last due date is in the span and has passed.',
  'StatisticsGroup.timely.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'StatisticsGroup.timely.numerator': 'Rounds with a final answer on time.',
  'StatisticsGroup.timely.percent':
    'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  StoredResponse: 'An answer as the platform keeps it.',
  'StoredResponse.idempotencyKey': 'The key under which it was sent: settles a call whose answer never came.',
  'StoredResponse.latestRevision':
    "The complaint's revision when the answer arrived: above `basedOnRevision`, the writer had not read it all.",
  'StoredResponse.onTime':
    'For `final`: received on or before `dueDate`. Null for the others, and for reports.',
  'StoredResponse.outcome': 'Null unless `type` is `final`.',
  'StoredResponse.receipt': 'Compact JWS, for `final`: check it offline with `verifyReceipt`.',
  Suggestion: '意见建议, as an operator reads it.',
  'Suggestion.published': 'Whether anyone may read it, with its reply.',
  SuggestionInput: '10–1,000 code points. It names nobody: who leaves it gives no name.',
  SuggestionReceipt: 'What was left; the reply stands among the suggestions.',
  'SuggestionReplyInput.publish':
    'Whether anyone may read it, with its reply; refused where the suggestion holds personal data.',
  'SuggestionReplyInput.reply': '10–1,000 code points.',
  Supplement: 'What the person added after filing, asked or not. Its files stand among the evidence.',
  SupplementRequest: 'What the company asks the person for (补充材料).',
  'SupplementRequestInput.message':
    'What the person is to add, in words for the person: 10–1,000 code points.',
  TaxonomyList: 'All versions of the taxonomy, the oldest first.',
  'TaxonomyList.current': 'The version under which new complaints are filed.',
  TimelyRate:
    'The timely-handling rate (投诉处理及时率) over rounds whose last `dueDate` is in the span and before the cut-off. Not yet due: in neither number. Withdrawn before it, contested with success, and reports do not count.',
  'TimelyRate.belowThreshold':
    '`100·n < 95·d` on integers: the line under which the ministry names companies.',
  'TimelyRate.numerator': 'Rounds with a final answer on time.',
  'TimelyRate.percent': 'Per cent with two places, cut and never rounded up; null when the denominator is 0.',
  TokenError: 'RFC 6749 section 5.2.',
  TokenRequest: 'RFC 6749 section 4.4 with RFC 7523 section 2.2.',
  TokenResponse: 'RFC 6749 section 5.1.',
  'TokenResponse.expires_in': 'Seconds.',
  'WebhookDelivery.attempts': 'The oldest first.',
  'WebhookDelivery.attempts.outcome':
    '`answered`, `timed_out`, `connection_refused` …: never a word of the answer.',
  'WebhookDelivery.attempts.responseBytes': 'Bytes of the answer that were read, 64 KiB at most.',
  'WebhookDelivery.attempts.status': 'HTTP status; null when there was no answer.',
  'WebhookDelivery.complaintId': 'Null where the event is about no complaint.',
  'WebhookDelivery.eventId': '`webhook-id` of every attempt.',
  'WebhookEndpoint.publicKey': '`whpk_…`: the Ed25519 key with which `v1a` signatures are checked.',
  'WebhookEndpointInput.content':
    '`summary` by default: ids, number, status, deadline, category, service; no free text, no person.',
  'WebhookEndpointInput.eventTypes': 'Absent or empty: all.',
  'WebhookEndpointInput.serviceIds': 'Absent or empty: all.',
  'WebhookEndpointInput.url':
    'https; http to loopback where the platform allows it. No userinfo, no fragment.',
  'WebhookEndpointPatch.content':
    '`summary` by default: ids, number, status, deadline, category, service; no free text, no person.',
  'WebhookEndpointPatch.eventTypes': 'Absent or empty: all.',
  'WebhookEndpointPatch.serviceIds': 'Absent or empty: all.',
  'WebhookEndpointPatch.status': 'Enabling again after the platform disabled it.',
  WebhookEndpointWithSecret: 'Answer of creation and rotation: the only ones that show the secret.',
  'WebhookEndpointWithSecret.publicKey': '`whpk_…`: the Ed25519 key with which `v1a` signatures are checked.',
  'WebhookEndpointWithSecret.secret': '`whsec_…` of 24–64 bytes.',
}
