/** What a post is for (岗位职责), as routing tables name it: `gridLeader`. A town adds roles of its own: any text. */
export type Role = string;

/** The roles that the presets of this package use. */
export const fieldRoles = [
  'microGridLeader',
  'unitLeader',
  'buildingLeader',
  'areaLeader',
  'gridMember',
  'gridLeader',
  'chiefGridLeader',
  'mediator',
  'secretary',
  'propertyManager',
  'commandCentre',
  'disputeCentre',
  'police',
  'procuratorate',
  'court',
  'justice',
  'petitions',
  'lawSociety',
  'fireStation',
  'urbanManagement',
  'trafficPolice',
  'sanitation',
  'waterCompany',
  'powerCompany',
  'gasCompany',
  'lawEnforcement',
  'volunteers',
  'ownersCommittee',
  'socialOrganisation',
  'veterans',
] as const;

/** One of the roles that every street knows (常设角色). */
export type FieldRole = (typeof fieldRoles)[number];
