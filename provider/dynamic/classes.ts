// Written by tools/generate.ts from provider/resources; change those and run npm run generate.
import type * as pulumi from "@pulumi/pulumi";
import {
  categoryOutputs,
  channelOutputs,
  mediaOutputs,
  noOutputs,
  profileOutputs,
  roomOutputs,
  sessionOutputs,
  studioOutputs,
} from "../outputs/embeds";
import { KalturaResource } from "./resource";

/** Inputs of {@link EventCategory}. */
export interface EventCategoryArgs {
  /** Name, unique among its siblings whatever the case; up to 200 bytes, without > , <. */
  name: pulumi.Input<string>;
  /** The category it is in: an EventCategory, an id, or a full name such as "site>channels". Default: the top, or, of one that is adopted, where it is. A change moves it. */
  parent?: pulumi.Input<number | string | undefined> | EventCategory;
  /** What the event or track is about. */
  description?: pulumi.Input<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it. */
  referenceId?: pulumi.Input<string | undefined>;
  /** User id of the owner. Needs a privacy context here or above. */
  owner?: pulumi.Input<string | undefined>;
  /** Applications (their privacy contexts) that this branch belongs to. Clearing it resets privacy, appearInList and contributionPolicy. */
  privacyContext?: pulumi.Input<string | undefined>;
  /** Who may see the content. Needs a privacy context here or above. */
  privacy?: pulumi.Input<"all" | "authenticated" | "members" | undefined>;
  /** Who finds the category in lists. Needs a privacy context here or above. */
  appearInList?: pulumi.Input<"everywhere" | "membersOnly" | undefined>;
  /** Who may add content. Needs a privacy context here or above. */
  contributionPolicy?: pulumi.Input<"all" | "membersWithPermission" | undefined>;
  /** Whether members are those of the parent. Needs a privacy context here or above. */
  inheritance?: pulumi.Input<"inherit" | "manual" | undefined>;
  /** What new members may do. Needs a privacy context here or above. */
  defaultPermissionLevel?: pulumi.Input<
    "manager" | "moderator" | "contributor" | "member" | "none" | undefined
  >;
  /** New content waits for a moderator. */
  moderation?: pulumi.Input<boolean | undefined>;
  /** Order of the entries, such as "-createdAt". */
  defaultOrderBy?: pulumi.Input<string | undefined>;
  /** Number to sort siblings by. */
  partnerSortValue?: pulumi.Input<number | undefined>;
  /** Text of your own, kept as it is. */
  partnerData?: pulumi.Input<string | undefined>;
  /** Takes over a category that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | number
    | string
    | {
        /** Id of the category. */
        id?: number | string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * A category: an event, one of its tracks, a channel. Sessions are put into it by their `categories`.
 *
 * Renaming and moving happen in place. Deleting it leaves the entries where they are, and is refused while there are categories in it that the program does not manage, since Kaltura would delete those too.
 */
export class EventCategory extends KalturaResource {
  /** Name, unique among its siblings whatever the case; up to 200 bytes, without > , <. */
  declare readonly name: pulumi.Output<string>;
  /** The category it is in: an EventCategory, an id, or a full name such as "site>channels". Default: the top, or, of one that is adopted, where it is. A change moves it. */
  declare readonly parent: pulumi.Output<number | string | undefined>;
  /** What the event or track is about. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /** User id of the owner. Needs a privacy context here or above. */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Applications (their privacy contexts) that this branch belongs to. Clearing it resets privacy, appearInList and contributionPolicy. */
  declare readonly privacyContext: pulumi.Output<string | undefined>;
  /** Who may see the content. Needs a privacy context here or above. */
  declare readonly privacy: pulumi.Output<"all" | "authenticated" | "members" | undefined>;
  /** Who finds the category in lists. Needs a privacy context here or above. */
  declare readonly appearInList: pulumi.Output<"everywhere" | "membersOnly" | undefined>;
  /** Who may add content. Needs a privacy context here or above. */
  declare readonly contributionPolicy: pulumi.Output<"all" | "membersWithPermission" | undefined>;
  /** Whether members are those of the parent. Needs a privacy context here or above. */
  declare readonly inheritance: pulumi.Output<"inherit" | "manual" | undefined>;
  /** What new members may do. Needs a privacy context here or above. */
  declare readonly defaultPermissionLevel: pulumi.Output<
    "manager" | "moderator" | "contributor" | "member" | "none" | undefined
  >;
  /** New content waits for a moderator. */
  declare readonly moderation: pulumi.Output<boolean | undefined>;
  /** Order of the entries, such as "-createdAt". */
  declare readonly defaultOrderBy: pulumi.Output<string | undefined>;
  /** Number to sort siblings by. */
  declare readonly partnerSortValue: pulumi.Output<number | undefined>;
  /** Text of your own, kept as it is. */
  declare readonly partnerData: pulumi.Output<string | undefined>;
  /** Names from the top of the tree, with > between. */
  declare readonly fullName: pulumi.Output<string | undefined>;
  /** The category's id as a number. */
  declare readonly categoryId: pulumi.Output<number>;

  constructor(name: string, args: EventCategoryArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "EventCategory",
        properties: [
          "name",
          "parent",
          "description",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "privacyContext",
          "privacy",
          "appearInList",
          "contributionPolicy",
          "inheritance",
          "defaultPermissionLevel",
          "moderation",
          "defaultOrderBy",
          "partnerSortValue",
          "partnerData",
          "mark",
          "fullName",
        ],
        outputs: ["fullName"],
        secrets: [],
        computed: categoryOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link CategoryMember}. */
export interface CategoryMemberArgs {
  /**
   * The category: an EventCategory, an id, or a full name such as "site>channels>Summit".
   * A change makes a new object (and new embeds): the category is half of a member's key.
   */
  category: pulumi.Input<number | string> | EventCategory;
  /**
   * The user, or the group, by id. Kaltura makes a user that it does not know.
   * A change makes a new object (and new embeds): the user is half of a member's key.
   */
  userId: pulumi.Input<string>;
  /**
   * What the member may do: manage the category, moderate its content, add content, view it, or nothing. Default: the category's defaultPermissionLevel.
   * When taken out of the program it stays as it is.
   */
  permissionLevel?: pulumi.Input<"manager" | "moderator" | "contributor" | "member" | "none" | undefined>;
}

/**
 * A user, or a group, as a member of a category. The resource's id is "categoryId|userId".
 *
 * The category must not inherit its members. Its owner is a manager by being the owner: set EventCategory's `owner` for that. A membership that is there already is taken over: category and user are all there is to it.
 */
export class CategoryMember extends KalturaResource {
  /**
   * The category: an EventCategory, an id, or a full name such as "site>channels>Summit".
   * A change makes a new object (and new embeds): the category is half of a member's key.
   */
  declare readonly category: pulumi.Output<number | string>;
  /**
   * The user, or the group, by id. Kaltura makes a user that it does not know.
   * A change makes a new object (and new embeds): the user is half of a member's key.
   */
  declare readonly userId: pulumi.Output<string>;
  /**
   * What the member may do: manage the category, moderate its content, add content, view it, or nothing. Default: the category's defaultPermissionLevel.
   * When taken out of the program it stays as it is.
   */
  declare readonly permissionLevel: pulumi.Output<
    "manager" | "moderator" | "contributor" | "member" | "none" | undefined
  >;

  constructor(name: string, args: CategoryMemberArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "CategoryMember",
        properties: ["category", "userId", "permissionLevel", "mark"],
        outputs: [],
        secrets: [],
        computed: noOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link WebcastSession}. */
export interface WebcastSessionArgs {
  /** The title that viewers see; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  description?: pulumi.Input<string | undefined>;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  start: pulumi.Input<string>;
  /** When the session ends, at most 24 hours after its start: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  end: pulumi.Input<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  timezone?: pulumi.Input<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  categories?: pulumi.Input<(pulumi.Input<number | string> | EventCategory)[]>;
  /** Who speaks, in the order shown. */
  presenters?: pulumi.Input<
    pulumi.Input<{
      /** Your id for the person. */
      id?: pulumi.Input<string | undefined>;
      /** Name as shown. */
      name: pulumi.Input<string>;
      /** Role and company. */
      title?: pulumi.Input<string | undefined>;
      /** A few words about the person. */
      bio?: pulumi.Input<string | undefined>;
      /** Page about the person. */
      link?: pulumi.Input<string | undefined>;
      /** Picture: URL, or id of a thumbnail asset of the entry. */
      image?: pulumi.Input<string | undefined>;
    }>[]
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  coEditors?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may publish the entry (entitledUsersPublish). */
  coPublishers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may view the entry (entitledUsersView). */
  coViewers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  thumbnail?: pulumi.Input<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  dvr?: pulumi.Input<{
    /** Whether viewers can go back in the running broadcast. */
    enabled: pulumi.Input<boolean>;
    /** How far back, in minutes; up to 1440 (a day). */
    windowMinutes?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  recording?: pulumi.Input<{
    /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
    mode: pulumi.Input<"disabled" | "appended" | "perSession">;
    /** The recording gets the co-editors, -publishers and -viewers of the session. */
    copyEntitlement?: pulumi.Input<boolean | undefined>;
    /** The recording gets the entry's dates of availability. */
    copyScheduling?: pulumi.Input<boolean | undefined>;
    /** The recording gets the session's thumbnail. */
    copyThumbnail?: pulumi.Input<boolean | undefined>;
    /** The recording is kept out of lists. */
    hidden?: pulumi.Input<boolean | undefined>;
    /** The recording is archived by itself. */
    autoArchive?: pulumi.Input<boolean | undefined>;
  }>;
  /**
   * The RestreamerChannel, or the entry id of a live entry, whose stream is shown while the session is on: no encoder sends to the session itself, and it has no recording of its own. Needs credentials of an admin session.
   * When taken out of the program it has the schedule event made anew, with another id: Kaltura can't clear it.
   */
  channel?: pulumi.Input<string | undefined> | RestreamerChannel;
  /** The producer sees the stream before releasing it to viewers (explicitLive). Whether it is released is a matter of the show and never managed here. */
  previewMode?: pulumi.Input<boolean | undefined>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  conversionProfile?: pulumi.Input<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControl?: pulumi.Input<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControlId?: pulumi.Input<number | undefined>;
  /**
   * Multicast publishing (pushPublishEnabled).
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only, and drops a later change in silence.
   * When taken out of the program it stays as it is.
   */
  pushPublish?: pulumi.Input<boolean | undefined>;
  /** Shown while nobody is on air. */
  offlineMessage?: pulumi.Input<string | undefined>;
  /** Keeps the recording out of automatic captioning. */
  blockAutoTranscript?: pulumi.Input<boolean | undefined>;
  /** Entry id of the slides. */
  slidesEntryId?: pulumi.Input<string | undefined>;
  /** Presenters broadcast from the browser, without an encoder. Default: false. */
  selfServe?: pulumi.Input<boolean | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  calendarReminder?: pulumi.Input<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  chat?: pulumi.Input<{
    /** Whether there is chat and collaboration beside the player. */
    enabled: pulumi.Input<boolean>;
    /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
    moderation?: pulumi.Input<"off" | "on" | "aroundBroadcast" | undefined>;
    /** Minutes before the broadcast; needed with aroundBroadcast. */
    moderationPreBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Minutes after the broadcast; needed with aroundBroadcast. */
    moderationPostBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Chat among all viewers: none, always, or by schedule. */
    groupChat?: pulumi.Input<"disabled" | "groupChat" | "schedule" | undefined>;
  }>;
  /** More about the calendar event; its title, description and times are the session's. */
  scheduleEvent?: pulumi.Input<{
    /** Who may see the event in calendars. Default: public. */
    classification?: pulumi.Input<"public" | "private" | "confidential" | undefined>;
    /** Who organises it, as calendars show. */
    organizer?: pulumi.Input<string | undefined>;
    /**
     * User id of the event's owner. Default: the user of the credentials.
     * When taken out of the program it stays as it is.
     */
    owner?: pulumi.Input<string | undefined>;
    /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
    tags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Your own id for the event. */
    referenceId?: pulumi.Input<string | undefined>;
    /** Where it takes place. */
    location?: pulumi.Input<string | undefined>;
    /** Seconds before the start from which the event counts as on. */
    preStartSeconds?: pulumi.Input<number | undefined>;
    /** How many viewers are expected. */
    projectedAudience?: pulumi.Input<number | undefined>;
    /** Seconds after the end until which the event counts as on. */
    postEndSeconds?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a live entry that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the live entry. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** Which schedule event is the session's, where there are several that nobody manages. */
        scheduleEventId?: number | string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * A webcast: a live entry with its place in the calendar, its presenters, its chat and its categories, as one resource.
 *
 * One pair of times feeds the schedule event and the metadata that pages show, so they can't disagree. What runs during the show (view mode, recording status, live status, broadcast times, the recorded entry, redirects) is never managed and never drift. The entry id, the embed URLs and the ingest points stay for the life of the resource.
 */
export class WebcastSession extends KalturaResource {
  /** The title that viewers see; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  declare readonly start: pulumi.Output<string>;
  /** When the session ends, at most 24 hours after its start: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  declare readonly end: pulumi.Output<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  declare readonly categories: pulumi.Output<(number | string)[] | undefined>;
  /** Who speaks, in the order shown. */
  declare readonly presenters: pulumi.Output<
    | {
        /** Your id for the person. */
        id?: string;
        /** Name as shown. */
        name: string;
        /** Role and company. */
        title?: string;
        /** A few words about the person. */
        bio?: string;
        /** Page about the person. */
        link?: string;
        /** Picture: URL, or id of a thumbnail asset of the entry. */
        image?: string;
      }[]
    | undefined
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  declare readonly coEditors: pulumi.Output<string[] | undefined>;
  /** Users who may publish the entry (entitledUsersPublish). */
  declare readonly coPublishers: pulumi.Output<string[] | undefined>;
  /** Users who may view the entry (entitledUsersView). */
  declare readonly coViewers: pulumi.Output<string[] | undefined>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  declare readonly thumbnail: pulumi.Output<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  declare readonly dvr: pulumi.Output<
    | {
        /** Whether viewers can go back in the running broadcast. */
        enabled: boolean;
        /** How far back, in minutes; up to 1440 (a day). */
        windowMinutes?: number;
      }
    | undefined
  >;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly recording: pulumi.Output<
    | {
        /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
        mode: "disabled" | "appended" | "perSession";
        /** The recording gets the co-editors, -publishers and -viewers of the session. */
        copyEntitlement?: boolean;
        /** The recording gets the entry's dates of availability. */
        copyScheduling?: boolean;
        /** The recording gets the session's thumbnail. */
        copyThumbnail?: boolean;
        /** The recording is kept out of lists. */
        hidden?: boolean;
        /** The recording is archived by itself. */
        autoArchive?: boolean;
      }
    | undefined
  >;
  /**
   * The RestreamerChannel, or the entry id of a live entry, whose stream is shown while the session is on: no encoder sends to the session itself, and it has no recording of its own. Needs credentials of an admin session.
   * When taken out of the program it has the schedule event made anew, with another id: Kaltura can't clear it.
   */
  declare readonly channel: pulumi.Output<string | undefined>;
  /** The producer sees the stream before releasing it to viewers (explicitLive). Whether it is released is a matter of the show and never managed here. */
  declare readonly previewMode: pulumi.Output<boolean | undefined>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  declare readonly conversionProfile: pulumi.Output<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControl: pulumi.Output<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControlId: pulumi.Output<number | undefined>;
  /**
   * Multicast publishing (pushPublishEnabled).
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only, and drops a later change in silence.
   * When taken out of the program it stays as it is.
   */
  declare readonly pushPublish: pulumi.Output<boolean | undefined>;
  /** Shown while nobody is on air. */
  declare readonly offlineMessage: pulumi.Output<string | undefined>;
  /** Keeps the recording out of automatic captioning. */
  declare readonly blockAutoTranscript: pulumi.Output<boolean | undefined>;
  /** Entry id of the slides. */
  declare readonly slidesEntryId: pulumi.Output<string | undefined>;
  /** Presenters broadcast from the browser, without an encoder. Default: false. */
  declare readonly selfServe: pulumi.Output<boolean | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  declare readonly calendarReminder: pulumi.Output<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  declare readonly chat: pulumi.Output<
    | {
        /** Whether there is chat and collaboration beside the player. */
        enabled: boolean;
        /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
        moderation?: "off" | "on" | "aroundBroadcast";
        /** Minutes before the broadcast; needed with aroundBroadcast. */
        moderationPreBroadcastMinutes?: number;
        /** Minutes after the broadcast; needed with aroundBroadcast. */
        moderationPostBroadcastMinutes?: number;
        /** Chat among all viewers: none, always, or by schedule. */
        groupChat?: "disabled" | "groupChat" | "schedule";
      }
    | undefined
  >;
  /** More about the calendar event; its title, description and times are the session's. */
  declare readonly scheduleEvent: pulumi.Output<
    | {
        /** Who may see the event in calendars. Default: public. */
        classification?: "public" | "private" | "confidential";
        /** Who organises it, as calendars show. */
        organizer?: string;
        /**
         * User id of the event's owner. Default: the user of the credentials.
         * When taken out of the program it stays as it is.
         */
        owner?: string;
        /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
        tags?: string[];
        /** Your own id for the event. */
        referenceId?: string;
        /** Where it takes place. */
        location?: string;
        /** Seconds before the start from which the event counts as on. */
        preStartSeconds?: number;
        /** How many viewers are expected. */
        projectedAudience?: number;
        /** Seconds after the end until which the event counts as on. */
        postEndSeconds?: number;
      }
    | undefined
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /** Id of the schedule event. */
  declare readonly scheduleEventId: pulumi.Output<string | undefined>;
  /**
   * Where the encoder sends to. Whoever has it can go on air: it is a secret.
   * Secret.
   */
  declare readonly ingest: pulumi.Output<{
    /** RTMP address of the primary ingest point. */
    rtmpPrimary?: string;
    /** RTMP address of the backup ingest point. */
    rtmpSecondary?: string;
    /** RTMPS address of the primary ingest point; to be preferred. */
    rtmpsPrimary?: string;
    /** RTMPS address of the backup ingest point. */
    rtmpsSecondary?: string;
    /** RTSP address of the primary ingest point. */
    rtspPrimary?: string;
    /** RTSP address of the backup ingest point. */
    rtspSecondary?: string;
    /** SRT address of the primary ingest point. */
    srtPrimary?: string;
    /** SRT stream id for the primary ingest point. */
    srtPrimaryStreamId?: string;
    /** SRT address of the backup ingest point. */
    srtSecondary?: string;
    /** SRT stream id for the backup ingest point. */
    srtSecondaryStreamId?: string;
    /** Stream name for the encoder; %i stands for the number of the rendition. */
    streamName?: string;
    /** Stream key (password). */
    streamKey?: string;
  }>;
  /** Id of the entry that viewers watch. */
  declare readonly entryId: pulumi.Output<string>;
  /** Public player page; undefined without kaltura:playerId. */
  declare readonly playerUrl: pulumi.Output<string | undefined>;
  /** HTML with the public player, to paste into a page; undefined without kaltura:playerId. */
  declare readonly iframe: pulumi.Output<string | undefined>;
  /** Address of the session, with chat, on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the entry in its privilege entryId. */
  declare readonly kafUrlTemplate: pulumi.Output<string>;
  /** Address of the session's picture. */
  declare readonly thumbnailUrl: pulumi.Output<string>;
  /** Address of the HLS manifest. */
  declare readonly manifestUrl: pulumi.Output<string>;

  constructor(name: string, args: WebcastSessionArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "WebcastSession",
        properties: [
          "name",
          "description",
          "start",
          "end",
          "timezone",
          "categories",
          "presenters",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "coEditors",
          "coPublishers",
          "coViewers",
          "thumbnail",
          "thumbnailSha256",
          "dvr",
          "recording",
          "channel",
          "previewMode",
          "conversionProfile",
          "accessControl",
          "accessControlId",
          "pushPublish",
          "offlineMessage",
          "blockAutoTranscript",
          "slidesEntryId",
          "selfServe",
          "calendarReminder",
          "chat",
          "scheduleEvent",
          "allowChangesWhileLive",
          "mark",
          "scheduleEventId",
          "ingest",
        ],
        outputs: ["scheduleEventId", "ingest"],
        secrets: ["ingest"],
        computed: sessionOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link SimuliveSession}. */
export interface SimuliveSessionArgs {
  /** The title that viewers see; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  description?: pulumi.Input<string | undefined>;
  /** What is aired: a MediaAsset, or the entry id of a video or of a playlist of videos. It must be ready. Another source keeps the session's entry, and so its embeds. */
  source: pulumi.Input<string> | MediaAsset;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  start: pulumi.Input<string>;
  /**
   * When the session ends. Default: when the source has been played, and with a changed video later or earlier; output endsAt says when that is. An earlier end cuts the source.
   * When taken out of the program it is worked out from the source's length.
   */
  end?: pulumi.Input<string | undefined>;
  /**
   * A video shown before the start, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.
   * When taken out of the program it is taken away with the schedule event, of which a new one is made on the same entry.
   */
  preStartEntry?: pulumi.Input<string | undefined> | MediaAsset;
  /**
   * A video shown after the end, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.
   * When taken out of the program it is taken away with the schedule event, of which a new one is made on the same entry.
   */
  postEndEntry?: pulumi.Input<string | undefined> | MediaAsset;
  /** An encoder that starts to send takes over at any time; by default only before the start and after the end. */
  contentInterruptible?: pulumi.Input<boolean | undefined>;
  /** Turns the same page into on-demand after the show: true for the source, or a MediaAsset or entry id. For 23 months, as Kaltura takes no event of more than two years. */
  redirectAfter?: pulumi.Input<boolean | string | undefined> | MediaAsset;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  timezone?: pulumi.Input<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  categories?: pulumi.Input<(pulumi.Input<number | string> | EventCategory)[]>;
  /** Who speaks, in the order shown. */
  presenters?: pulumi.Input<
    pulumi.Input<{
      /** Your id for the person. */
      id?: pulumi.Input<string | undefined>;
      /** Name as shown. */
      name: pulumi.Input<string>;
      /** Role and company. */
      title?: pulumi.Input<string | undefined>;
      /** A few words about the person. */
      bio?: pulumi.Input<string | undefined>;
      /** Page about the person. */
      link?: pulumi.Input<string | undefined>;
      /** Picture: URL, or id of a thumbnail asset of the entry. */
      image?: pulumi.Input<string | undefined>;
    }>[]
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  coEditors?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may publish the entry (entitledUsersPublish). */
  coPublishers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may view the entry (entitledUsersView). */
  coViewers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  thumbnail?: pulumi.Input<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  dvr?: pulumi.Input<{
    /** Whether viewers can go back in the running broadcast. */
    enabled: pulumi.Input<boolean>;
    /** How far back, in minutes; up to 1440 (a day). */
    windowMinutes?: pulumi.Input<number | undefined>;
  }>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  conversionProfile?: pulumi.Input<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControl?: pulumi.Input<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControlId?: pulumi.Input<number | undefined>;
  /** Shown while nobody is on air. */
  offlineMessage?: pulumi.Input<string | undefined>;
  /** Entry id of the slides. */
  slidesEntryId?: pulumi.Input<string | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  calendarReminder?: pulumi.Input<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  chat?: pulumi.Input<{
    /** Whether there is chat and collaboration beside the player. */
    enabled: pulumi.Input<boolean>;
    /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
    moderation?: pulumi.Input<"off" | "on" | "aroundBroadcast" | undefined>;
    /** Minutes before the broadcast; needed with aroundBroadcast. */
    moderationPreBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Minutes after the broadcast; needed with aroundBroadcast. */
    moderationPostBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Chat among all viewers: none, always, or by schedule. */
    groupChat?: pulumi.Input<"disabled" | "groupChat" | "schedule" | undefined>;
  }>;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a live entry that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the live entry. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** Which schedule event is the session's, where there are several that nobody manages. */
        scheduleEventId?: number | string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
  /** More about the calendar event; its title, description and times are the session's. */
  scheduleEvent?: pulumi.Input<{
    /** Who may see the event in calendars. Default: public. */
    classification?: pulumi.Input<"public" | "private" | "confidential" | undefined>;
    /** Who organises it, as calendars show. */
    organizer?: pulumi.Input<string | undefined>;
    /**
     * User id of the event's owner. Default: the user of the credentials.
     * When taken out of the program it stays as it is.
     */
    owner?: pulumi.Input<string | undefined>;
    /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
    tags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Your own id for the event. */
    referenceId?: pulumi.Input<string | undefined>;
    /** Where it takes place. */
    location?: pulumi.Input<string | undefined>;
    /** Length of a lead-in that is part of the source: its first seconds are shown before the start. */
    preStartSeconds?: pulumi.Input<number | undefined>;
    /** How many viewers are expected. */
    projectedAudience?: pulumi.Input<number | undefined>;
    /** Length of a lead-out that is part of the source: its last seconds are shown after the end. */
    postEndSeconds?: pulumi.Input<number | undefined>;
  }>;
}

/**
 * A simulive: a recording that is aired as if it were live, with chat, presenters and a place in the calendar.
 *
 * The end follows from the recording's length. When the recording is a MediaAsset of the same program, a changed video moves the end in the same run; any other is looked at by each refresh and update. What is aired can be changed at any time before the show: entry id and embeds stay. A simulive becomes a WebcastSession, or a webcast a simulive, under the same entry id with the option `formerly`.
 *
 * Some accounts need an access control profile (accessControl) that limits delivery to Kaltura's simulive profile.
 */
export class SimuliveSession extends KalturaResource {
  /** The title that viewers see; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** What is aired: a MediaAsset, or the entry id of a video or of a playlist of videos. It must be ready. Another source keeps the session's entry, and so its embeds. */
  declare readonly source: pulumi.Output<string>;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  declare readonly start: pulumi.Output<string>;
  /**
   * When the session ends. Default: when the source has been played, and with a changed video later or earlier; output endsAt says when that is. An earlier end cuts the source.
   * When taken out of the program it is worked out from the source's length.
   */
  declare readonly end: pulumi.Output<string | undefined>;
  /**
   * A video shown before the start, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.
   * When taken out of the program it is taken away with the schedule event, of which a new one is made on the same entry.
   */
  declare readonly preStartEntry: pulumi.Output<string | undefined>;
  /**
   * A video shown after the end, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.
   * When taken out of the program it is taken away with the schedule event, of which a new one is made on the same entry.
   */
  declare readonly postEndEntry: pulumi.Output<string | undefined>;
  /** An encoder that starts to send takes over at any time; by default only before the start and after the end. */
  declare readonly contentInterruptible: pulumi.Output<boolean | undefined>;
  /** Turns the same page into on-demand after the show: true for the source, or a MediaAsset or entry id. For 23 months, as Kaltura takes no event of more than two years. */
  declare readonly redirectAfter: pulumi.Output<boolean | string | undefined>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  declare readonly categories: pulumi.Output<(number | string)[] | undefined>;
  /** Who speaks, in the order shown. */
  declare readonly presenters: pulumi.Output<
    | {
        /** Your id for the person. */
        id?: string;
        /** Name as shown. */
        name: string;
        /** Role and company. */
        title?: string;
        /** A few words about the person. */
        bio?: string;
        /** Page about the person. */
        link?: string;
        /** Picture: URL, or id of a thumbnail asset of the entry. */
        image?: string;
      }[]
    | undefined
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  declare readonly coEditors: pulumi.Output<string[] | undefined>;
  /** Users who may publish the entry (entitledUsersPublish). */
  declare readonly coPublishers: pulumi.Output<string[] | undefined>;
  /** Users who may view the entry (entitledUsersView). */
  declare readonly coViewers: pulumi.Output<string[] | undefined>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  declare readonly thumbnail: pulumi.Output<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  declare readonly dvr: pulumi.Output<
    | {
        /** Whether viewers can go back in the running broadcast. */
        enabled: boolean;
        /** How far back, in minutes; up to 1440 (a day). */
        windowMinutes?: number;
      }
    | undefined
  >;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  declare readonly conversionProfile: pulumi.Output<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControl: pulumi.Output<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControlId: pulumi.Output<number | undefined>;
  /** Shown while nobody is on air. */
  declare readonly offlineMessage: pulumi.Output<string | undefined>;
  /** Entry id of the slides. */
  declare readonly slidesEntryId: pulumi.Output<string | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  declare readonly calendarReminder: pulumi.Output<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  declare readonly chat: pulumi.Output<
    | {
        /** Whether there is chat and collaboration beside the player. */
        enabled: boolean;
        /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
        moderation?: "off" | "on" | "aroundBroadcast";
        /** Minutes before the broadcast; needed with aroundBroadcast. */
        moderationPreBroadcastMinutes?: number;
        /** Minutes after the broadcast; needed with aroundBroadcast. */
        moderationPostBroadcastMinutes?: number;
        /** Chat among all viewers: none, always, or by schedule. */
        groupChat?: "disabled" | "groupChat" | "schedule";
      }
    | undefined
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /** More about the calendar event; its title, description and times are the session's. */
  declare readonly scheduleEvent: pulumi.Output<
    | {
        /** Who may see the event in calendars. Default: public. */
        classification?: "public" | "private" | "confidential";
        /** Who organises it, as calendars show. */
        organizer?: string;
        /**
         * User id of the event's owner. Default: the user of the credentials.
         * When taken out of the program it stays as it is.
         */
        owner?: string;
        /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
        tags?: string[];
        /** Your own id for the event. */
        referenceId?: string;
        /** Where it takes place. */
        location?: string;
        /** Length of a lead-in that is part of the source: its first seconds are shown before the start. */
        preStartSeconds?: number;
        /** How many viewers are expected. */
        projectedAudience?: number;
        /** Length of a lead-out that is part of the source: its last seconds are shown after the end. */
        postEndSeconds?: number;
      }
    | undefined
  >;
  /** Id of the schedule event. */
  declare readonly scheduleEventId: pulumi.Output<string | undefined>;
  /** Id of the event that redirects to the recording. */
  declare readonly redirectEventId: pulumi.Output<string | undefined>;
  /** When it ends, in UTC: the end given, or as worked out. */
  declare readonly endsAt: pulumi.Output<string | undefined>;
  /**
   * Where the encoder sends to. Whoever has it can go on air: it is a secret.
   * Secret.
   */
  declare readonly ingest: pulumi.Output<{
    /** RTMP address of the primary ingest point. */
    rtmpPrimary?: string;
    /** RTMP address of the backup ingest point. */
    rtmpSecondary?: string;
    /** RTMPS address of the primary ingest point; to be preferred. */
    rtmpsPrimary?: string;
    /** RTMPS address of the backup ingest point. */
    rtmpsSecondary?: string;
    /** RTSP address of the primary ingest point. */
    rtspPrimary?: string;
    /** RTSP address of the backup ingest point. */
    rtspSecondary?: string;
    /** SRT address of the primary ingest point. */
    srtPrimary?: string;
    /** SRT stream id for the primary ingest point. */
    srtPrimaryStreamId?: string;
    /** SRT address of the backup ingest point. */
    srtSecondary?: string;
    /** SRT stream id for the backup ingest point. */
    srtSecondaryStreamId?: string;
    /** Stream name for the encoder; %i stands for the number of the rendition. */
    streamName?: string;
    /** Stream key (password). */
    streamKey?: string;
  }>;
  /** Id of the entry that viewers watch. */
  declare readonly entryId: pulumi.Output<string>;
  /** Public player page; undefined without kaltura:playerId. */
  declare readonly playerUrl: pulumi.Output<string | undefined>;
  /** HTML with the public player, to paste into a page; undefined without kaltura:playerId. */
  declare readonly iframe: pulumi.Output<string | undefined>;
  /** Address of the session, with chat, on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the entry in its privilege entryId. */
  declare readonly kafUrlTemplate: pulumi.Output<string>;
  /** Address of the session's picture. */
  declare readonly thumbnailUrl: pulumi.Output<string>;
  /** Address of the HLS manifest. */
  declare readonly manifestUrl: pulumi.Output<string>;

  constructor(name: string, args: SimuliveSessionArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "SimuliveSession",
        properties: [
          "name",
          "description",
          "source",
          "start",
          "end",
          "preStartEntry",
          "postEndEntry",
          "contentInterruptible",
          "redirectAfter",
          "timezone",
          "categories",
          "presenters",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "coEditors",
          "coPublishers",
          "coViewers",
          "thumbnail",
          "thumbnailSha256",
          "dvr",
          "conversionProfile",
          "accessControl",
          "accessControlId",
          "offlineMessage",
          "slidesEntryId",
          "calendarReminder",
          "chat",
          "allowChangesWhileLive",
          "scheduleEvent",
          "lengths",
          "mark",
          "scheduleEventId",
          "redirectEventId",
          "endsAt",
          "ingest",
        ],
        outputs: ["scheduleEventId", "redirectEventId", "endsAt", "ingest"],
        secrets: ["ingest"],
        computed: sessionOutputs,
        follows: {
          lengths: { inputs: ["source", "preStartEntry", "postEndEntry"], output: "durationSeconds" },
        },
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link InteractiveRoom}. */
export interface InteractiveRoomArgs {
  /** The title that viewers see; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** Who is on stage: everybody, or speakers and moderators until they let somebody in. Kaltura's API has no field for it: a webinar is a room made from a webinar template, which templateRoomEntryId must name; the mode is also noted in the entry's additional info (meetingEntryMode), where Kaltura's applications look for it. */
  mode: pulumi.Input<"interactive" | "webinar">;
  /** What the session is about, as viewers read it. May hold HTML. */
  description?: pulumi.Input<string | undefined>;
  /** Entry id of the room that this one gets its settings from: look, modules, and what people may do. Kaltura tells you those of your account. */
  templateRoomEntryId?: pulumi.Input<string | undefined>;
  /**
   * Who makes the room: the API, or the KAF instance (kaltura:kafHost), which has a default template and takes moderators. Says nothing once the room is there. Default: api.
   * When taken out of the program it stays as it is.
   */
  createdBy?: pulumi.Input<"api" | "kaf" | undefined>;
  /**
   * Users who run the room; needs createdBy kaf. To keep the room, add later ones in Kaltura, or by the privileges roomModerator and chatModerator of their KS.
   * A change makes a new object (and new embeds): KAF takes moderators of a new room only, and the API has no way to change them.
   * When taken out of the program it stays as it is.
   */
  roomModerators?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Users who moderate its chat; needs createdBy kaf. To keep the room, add later ones in Kaltura, or by the privileges roomModerator and chatModerator of their KS.
   * A change makes a new object (and new embeds): KAF takes moderators of a new room only, and the API has no way to change them.
   * When taken out of the program it stays as it is.
   */
  chatModerators?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether it is a room, or a breakout room beside one. Default: room. */
  roomType?: pulumi.Input<"room" | "breakout" | undefined>;
  /** Entry that holds the room's recording. */
  recordedEntryId?: pulumi.Input<string | undefined>;
  /** When it starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time with timezone. Without a schedule the room is in no calendar, and can be used at any time. */
  start?: pulumi.Input<string | undefined>;
  /** When it ends, at most 3 days after its start; as start. */
  end?: pulumi.Input<string | undefined>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  timezone?: pulumi.Input<string | undefined>;
  /** Who speaks, in the order shown. */
  presenters?: pulumi.Input<
    pulumi.Input<{
      /** Your id for the person. */
      id?: pulumi.Input<string | undefined>;
      /** Name as shown. */
      name: pulumi.Input<string>;
      /** Role and company. */
      title?: pulumi.Input<string | undefined>;
      /** A few words about the person. */
      bio?: pulumi.Input<string | undefined>;
      /** Page about the person. */
      link?: pulumi.Input<string | undefined>;
      /** Picture: URL, or id of a thumbnail asset of the entry. */
      image?: pulumi.Input<string | undefined>;
    }>[]
  >;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  categories?: pulumi.Input<(pulumi.Input<number | string> | EventCategory)[]>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** More about the calendar event; its title, description and times are the room's. */
  scheduleEvent?: pulumi.Input<{
    /** Who may see the event in calendars. Default: public. */
    classification?: pulumi.Input<"public" | "private" | "confidential" | undefined>;
    /** Who organises it, as calendars show. */
    organizer?: pulumi.Input<string | undefined>;
    /**
     * User id of the event's owner. Default: the user of the credentials.
     * When taken out of the program it stays as it is.
     */
    owner?: pulumi.Input<string | undefined>;
    /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
    tags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Your own id for the event. */
    referenceId?: pulumi.Input<string | undefined>;
    /** Where it takes place. */
    location?: pulumi.Input<string | undefined>;
    /** Seconds before the start from which the event counts as on. */
    preStartSeconds?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a room that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the room. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** Which schedule event is the session's, where there are several that nobody manages. */
        scheduleEventId?: number | string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * A Kaltura room: interactive, with everybody on stage, or a webinar. With start and end it is on the agenda, with its presenters; without them it is open at any time.
 *
 * Settings, branding and mode come from a template room of the account. Whether Kaltura takes over another template's settings when an existing room gets one is not known; to be sure, make a new room.
 *
 * With `createdBy: "kaf"` the KAF instance makes the room, from its own default template where none is given, and makes users moderators. That takes credentials for admin sessions.
 */
export class InteractiveRoom extends KalturaResource {
  /** The title that viewers see; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** Who is on stage: everybody, or speakers and moderators until they let somebody in. Kaltura's API has no field for it: a webinar is a room made from a webinar template, which templateRoomEntryId must name; the mode is also noted in the entry's additional info (meetingEntryMode), where Kaltura's applications look for it. */
  declare readonly mode: pulumi.Output<"interactive" | "webinar">;
  /** What the session is about, as viewers read it. May hold HTML. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Entry id of the room that this one gets its settings from: look, modules, and what people may do. Kaltura tells you those of your account. */
  declare readonly templateRoomEntryId: pulumi.Output<string | undefined>;
  /**
   * Who makes the room: the API, or the KAF instance (kaltura:kafHost), which has a default template and takes moderators. Says nothing once the room is there. Default: api.
   * When taken out of the program it stays as it is.
   */
  declare readonly createdBy: pulumi.Output<"api" | "kaf" | undefined>;
  /**
   * Users who run the room; needs createdBy kaf. To keep the room, add later ones in Kaltura, or by the privileges roomModerator and chatModerator of their KS.
   * A change makes a new object (and new embeds): KAF takes moderators of a new room only, and the API has no way to change them.
   * When taken out of the program it stays as it is.
   */
  declare readonly roomModerators: pulumi.Output<string[] | undefined>;
  /**
   * Users who moderate its chat; needs createdBy kaf. To keep the room, add later ones in Kaltura, or by the privileges roomModerator and chatModerator of their KS.
   * A change makes a new object (and new embeds): KAF takes moderators of a new room only, and the API has no way to change them.
   * When taken out of the program it stays as it is.
   */
  declare readonly chatModerators: pulumi.Output<string[] | undefined>;
  /** Whether it is a room, or a breakout room beside one. Default: room. */
  declare readonly roomType: pulumi.Output<"room" | "breakout" | undefined>;
  /** Entry that holds the room's recording. */
  declare readonly recordedEntryId: pulumi.Output<string | undefined>;
  /** When it starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time with timezone. Without a schedule the room is in no calendar, and can be used at any time. */
  declare readonly start: pulumi.Output<string | undefined>;
  /** When it ends, at most 3 days after its start; as start. */
  declare readonly end: pulumi.Output<string | undefined>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** Who speaks, in the order shown. */
  declare readonly presenters: pulumi.Output<
    | {
        /** Your id for the person. */
        id?: string;
        /** Name as shown. */
        name: string;
        /** Role and company. */
        title?: string;
        /** A few words about the person. */
        bio?: string;
        /** Page about the person. */
        link?: string;
        /** Picture: URL, or id of a thumbnail asset of the entry. */
        image?: string;
      }[]
    | undefined
  >;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  declare readonly categories: pulumi.Output<(number | string)[] | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** More about the calendar event; its title, description and times are the room's. */
  declare readonly scheduleEvent: pulumi.Output<
    | {
        /** Who may see the event in calendars. Default: public. */
        classification?: "public" | "private" | "confidential";
        /** Who organises it, as calendars show. */
        organizer?: string;
        /**
         * User id of the event's owner. Default: the user of the credentials.
         * When taken out of the program it stays as it is.
         */
        owner?: string;
        /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
        tags?: string[];
        /** Your own id for the event. */
        referenceId?: string;
        /** Where it takes place. */
        location?: string;
        /** Seconds before the start from which the event counts as on. */
        preStartSeconds?: number;
      }
    | undefined
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /** Id of the schedule event. */
  declare readonly scheduleEventId: pulumi.Output<string | undefined>;
  /** Id of the room's entry; the KS names it in its privilege entryId. */
  declare readonly entryId: pulumi.Output<string>;
  /** Address of the room on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the room in its privilege entryId. */
  declare readonly roomUrlTemplate: pulumi.Output<string>;
  /** Address of the room as a session's page, with what KAF shows around it. Put a KS of the visitor in place of {KS}. */
  declare readonly kafUrlTemplate: pulumi.Output<string>;

  constructor(name: string, args: InteractiveRoomArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "InteractiveRoom",
        properties: [
          "name",
          "mode",
          "description",
          "templateRoomEntryId",
          "createdBy",
          "roomModerators",
          "chatModerators",
          "roomType",
          "recordedEntryId",
          "start",
          "end",
          "timezone",
          "presenters",
          "categories",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "scheduleEvent",
          "allowChangesWhileLive",
          "mark",
          "scheduleEventId",
        ],
        outputs: ["scheduleEventId"],
        secrets: [],
        computed: roomOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link StudioSession}. */
export interface StudioSessionArgs {
  /** The title that viewers see; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  description?: pulumi.Input<string | undefined>;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  start: pulumi.Input<string>;
  /** When the session ends, at most 24 hours after its start: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  end: pulumi.Input<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  timezone?: pulumi.Input<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  categories?: pulumi.Input<(pulumi.Input<number | string> | EventCategory)[]>;
  /** Who speaks, in the order shown. */
  presenters?: pulumi.Input<
    pulumi.Input<{
      /** Your id for the person. */
      id?: pulumi.Input<string | undefined>;
      /** Name as shown. */
      name: pulumi.Input<string>;
      /** Role and company. */
      title?: pulumi.Input<string | undefined>;
      /** A few words about the person. */
      bio?: pulumi.Input<string | undefined>;
      /** Page about the person. */
      link?: pulumi.Input<string | undefined>;
      /** Picture: URL, or id of a thumbnail asset of the entry. */
      image?: pulumi.Input<string | undefined>;
    }>[]
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  coEditors?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may publish the entry (entitledUsersPublish). */
  coPublishers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may view the entry (entitledUsersView). */
  coViewers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  thumbnail?: pulumi.Input<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  dvr?: pulumi.Input<{
    /** Whether viewers can go back in the running broadcast. */
    enabled: pulumi.Input<boolean>;
    /** How far back, in minutes; up to 1440 (a day). */
    windowMinutes?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  recording?: pulumi.Input<{
    /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
    mode: pulumi.Input<"disabled" | "appended" | "perSession">;
    /** The recording gets the co-editors, -publishers and -viewers of the session. */
    copyEntitlement?: pulumi.Input<boolean | undefined>;
    /** The recording gets the entry's dates of availability. */
    copyScheduling?: pulumi.Input<boolean | undefined>;
    /** The recording gets the session's thumbnail. */
    copyThumbnail?: pulumi.Input<boolean | undefined>;
    /** The recording is kept out of lists. */
    hidden?: pulumi.Input<boolean | undefined>;
    /** The recording is archived by itself. */
    autoArchive?: pulumi.Input<boolean | undefined>;
  }>;
  /** The producer sees the stream before releasing it to viewers (explicitLive). Whether it is released is a matter of the show and never managed here. */
  previewMode?: pulumi.Input<boolean | undefined>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  conversionProfile?: pulumi.Input<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControl?: pulumi.Input<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControlId?: pulumi.Input<number | undefined>;
  /**
   * Multicast publishing (pushPublishEnabled).
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only, and drops a later change in silence.
   * When taken out of the program it stays as it is.
   */
  pushPublish?: pulumi.Input<boolean | undefined>;
  /** Shown while nobody is on air. */
  offlineMessage?: pulumi.Input<string | undefined>;
  /** Keeps the recording out of automatic captioning. */
  blockAutoTranscript?: pulumi.Input<boolean | undefined>;
  /** Entry id of the slides. */
  slidesEntryId?: pulumi.Input<string | undefined>;
  /** Presenters broadcast from the browser, without an encoder. Default: false. */
  selfServe?: pulumi.Input<boolean | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  calendarReminder?: pulumi.Input<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  chat?: pulumi.Input<{
    /** Whether there is chat and collaboration beside the player. */
    enabled: pulumi.Input<boolean>;
    /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
    moderation?: pulumi.Input<"off" | "on" | "aroundBroadcast" | undefined>;
    /** Minutes before the broadcast; needed with aroundBroadcast. */
    moderationPreBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Minutes after the broadcast; needed with aroundBroadcast. */
    moderationPostBroadcastMinutes?: pulumi.Input<number | undefined>;
    /** Chat among all viewers: none, always, or by schedule. */
    groupChat?: pulumi.Input<"disabled" | "groupChat" | "schedule" | undefined>;
  }>;
  /** More about the calendar event; its title, description and times are the session's. */
  scheduleEvent?: pulumi.Input<{
    /** Who may see the event in calendars. Default: public. */
    classification?: pulumi.Input<"public" | "private" | "confidential" | undefined>;
    /** Who organises it, as calendars show. */
    organizer?: pulumi.Input<string | undefined>;
    /**
     * User id of the event's owner. Default: the user of the credentials.
     * When taken out of the program it stays as it is.
     */
    owner?: pulumi.Input<string | undefined>;
    /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
    tags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Your own id for the event. */
    referenceId?: pulumi.Input<string | undefined>;
    /** Where it takes place. */
    location?: pulumi.Input<string | undefined>;
    /** Seconds before the start from which the event counts as on. */
    preStartSeconds?: pulumi.Input<number | undefined>;
    /** How many viewers are expected. */
    projectedAudience?: pulumi.Input<number | undefined>;
    /** Seconds after the end until which the event counts as on. */
    postEndSeconds?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a live entry that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the live entry. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** Which schedule event is the session's, where there are several that nobody manages. */
        scheduleEventId?: number | string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
  /** The speakers' room. */
  room?: pulumi.Input<{
    /** The room's title, as speakers see it. Default: the session's with “(studio)” behind it. */
    name?: pulumi.Input<string | undefined>;
    /** Entry id of the room that this one gets its settings from: look, modules, and what people may do. Kaltura tells you those of your account. */
    templateRoomEntryId?: pulumi.Input<string | undefined>;
    /**
     * Who makes the room: the API, or the KAF instance (kaltura:kafHost), which has a default template and takes moderators. Says nothing once the room is there. Default: api.
     * When taken out of the program it stays as it is.
     */
    createdBy?: pulumi.Input<"api" | "kaf" | undefined>;
    /**
     * Users who run the room; needs createdBy kaf. KAF takes them for a new room only, so a change makes a new room, with another roomId; the webcast stays.
     * When taken out of the program it stays as it is.
     */
    roomModerators?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Users who moderate its chat; needs createdBy kaf. KAF takes them for a new room only, so a change makes a new room, with another roomId; the webcast stays.
     * When taken out of the program it stays as it is.
     */
    chatModerators?: pulumi.Input<pulumi.Input<string>[]>;
    /** What the session is about, as viewers read it. May hold HTML. */
    description?: pulumi.Input<string | undefined>;
    /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
    tags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
    adminTags?: pulumi.Input<pulumi.Input<string>[]>;
    /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
    referenceId?: pulumi.Input<string | undefined>;
    /**
     * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
     * When taken out of the program it stays as it is: Kaltura can't clear it.
     */
    owner?: pulumi.Input<string | undefined>;
  }>;
}

/**
 * A webcast that its speakers make in a Kaltura room: the webcast, with all a WebcastSession has, for the audience, and the room, whose broadcast goes to it, for speakers and moderators. There are two embeds: the player or page of the webcast, and the room.
 *
 * The resource's id is the webcast's entry id; the room's is the output roomId. Times, metadata and categories are the webcast's: the room is in no calendar and in no category. Going on air is up to the people in the room. A room that somebody deletes is made again; the webcast stays.
 */
export class StudioSession extends KalturaResource {
  /** The title that viewers see; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** What the session is about, as viewers read it. May hold HTML. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** When the session starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  declare readonly start: pulumi.Output<string>;
  /** When the session ends, at most 24 hours after its start: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone. */
  declare readonly end: pulumi.Output<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  declare readonly categories: pulumi.Output<(number | string)[] | undefined>;
  /** Who speaks, in the order shown. */
  declare readonly presenters: pulumi.Output<
    | {
        /** Your id for the person. */
        id?: string;
        /** Name as shown. */
        name: string;
        /** Role and company. */
        title?: string;
        /** A few words about the person. */
        bio?: string;
        /** Page about the person. */
        link?: string;
        /** Picture: URL, or id of a thumbnail asset of the entry. */
        image?: string;
      }[]
    | undefined
  >;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  declare readonly coEditors: pulumi.Output<string[] | undefined>;
  /** Users who may publish the entry (entitledUsersPublish). */
  declare readonly coPublishers: pulumi.Output<string[] | undefined>;
  /** Users who may view the entry (entitledUsersView). */
  declare readonly coViewers: pulumi.Output<string[] | undefined>;
  /**
   * Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.
   * When taken out of the program it stays as it is: Kaltura can't take the picture away.
   */
  declare readonly thumbnail: pulumi.Output<string | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  declare readonly dvr: pulumi.Output<
    | {
        /** Whether viewers can go back in the running broadcast. */
        enabled: boolean;
        /** How far back, in minutes; up to 1440 (a day). */
        windowMinutes?: number;
      }
    | undefined
  >;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly recording: pulumi.Output<
    | {
        /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
        mode: "disabled" | "appended" | "perSession";
        /** The recording gets the co-editors, -publishers and -viewers of the session. */
        copyEntitlement?: boolean;
        /** The recording gets the entry's dates of availability. */
        copyScheduling?: boolean;
        /** The recording gets the session's thumbnail. */
        copyThumbnail?: boolean;
        /** The recording is kept out of lists. */
        hidden?: boolean;
        /** The recording is archived by itself. */
        autoArchive?: boolean;
      }
    | undefined
  >;
  /** The producer sees the stream before releasing it to viewers (explicitLive). Whether it is released is a matter of the show and never managed here. */
  declare readonly previewMode: pulumi.Output<boolean | undefined>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  declare readonly conversionProfile: pulumi.Output<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControl: pulumi.Output<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControlId: pulumi.Output<number | undefined>;
  /**
   * Multicast publishing (pushPublishEnabled).
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only, and drops a later change in silence.
   * When taken out of the program it stays as it is.
   */
  declare readonly pushPublish: pulumi.Output<boolean | undefined>;
  /** Shown while nobody is on air. */
  declare readonly offlineMessage: pulumi.Output<string | undefined>;
  /** Keeps the recording out of automatic captioning. */
  declare readonly blockAutoTranscript: pulumi.Output<boolean | undefined>;
  /** Entry id of the slides. */
  declare readonly slidesEntryId: pulumi.Output<string | undefined>;
  /** Presenters broadcast from the browser, without an encoder. Default: false. */
  declare readonly selfServe: pulumi.Output<boolean | undefined>;
  /** How long before the start a calendar entry reminds its owner; "none" is advised for embeds. */
  declare readonly calendarReminder: pulumi.Output<
    | "none"
    | "5minutes"
    | "15minutes"
    | "30minutes"
    | "45minutes"
    | "1hour"
    | "2hours"
    | "3hours"
    | "4hours"
    | "1day"
    | "2days"
    | "3days"
    | "1week"
    | "2weeks"
    | undefined
  >;
  /** Settings of chat and collaboration. Other settings kept in the same place are left alone. */
  declare readonly chat: pulumi.Output<
    | {
        /** Whether there is chat and collaboration beside the player. */
        enabled: boolean;
        /** Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast. */
        moderation?: "off" | "on" | "aroundBroadcast";
        /** Minutes before the broadcast; needed with aroundBroadcast. */
        moderationPreBroadcastMinutes?: number;
        /** Minutes after the broadcast; needed with aroundBroadcast. */
        moderationPostBroadcastMinutes?: number;
        /** Chat among all viewers: none, always, or by schedule. */
        groupChat?: "disabled" | "groupChat" | "schedule";
      }
    | undefined
  >;
  /** More about the calendar event; its title, description and times are the session's. */
  declare readonly scheduleEvent: pulumi.Output<
    | {
        /** Who may see the event in calendars. Default: public. */
        classification?: "public" | "private" | "confidential";
        /** Who organises it, as calendars show. */
        organizer?: string;
        /**
         * User id of the event's owner. Default: the user of the credentials.
         * When taken out of the program it stays as it is.
         */
        owner?: string;
        /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
        tags?: string[];
        /** Your own id for the event. */
        referenceId?: string;
        /** Where it takes place. */
        location?: string;
        /** Seconds before the start from which the event counts as on. */
        preStartSeconds?: number;
        /** How many viewers are expected. */
        projectedAudience?: number;
        /** Seconds after the end until which the event counts as on. */
        postEndSeconds?: number;
      }
    | undefined
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /** The speakers' room. */
  declare readonly room: pulumi.Output<
    | {
        /** The room's title, as speakers see it. Default: the session's with “(studio)” behind it. */
        name?: string;
        /** Entry id of the room that this one gets its settings from: look, modules, and what people may do. Kaltura tells you those of your account. */
        templateRoomEntryId?: string;
        /**
         * Who makes the room: the API, or the KAF instance (kaltura:kafHost), which has a default template and takes moderators. Says nothing once the room is there. Default: api.
         * When taken out of the program it stays as it is.
         */
        createdBy?: "api" | "kaf";
        /**
         * Users who run the room; needs createdBy kaf. KAF takes them for a new room only, so a change makes a new room, with another roomId; the webcast stays.
         * When taken out of the program it stays as it is.
         */
        roomModerators?: string[];
        /**
         * Users who moderate its chat; needs createdBy kaf. KAF takes them for a new room only, so a change makes a new room, with another roomId; the webcast stays.
         * When taken out of the program it stays as it is.
         */
        chatModerators?: string[];
        /** What the session is about, as viewers read it. May hold HTML. */
        description?: string;
        /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
        tags?: string[];
        /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
        adminTags?: string[];
        /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
        referenceId?: string;
        /**
         * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
         * When taken out of the program it stays as it is: Kaltura can't clear it.
         */
        owner?: string;
      }
    | undefined
  >;
  /** Id of the schedule event. */
  declare readonly scheduleEventId: pulumi.Output<string | undefined>;
  /**
   * Where the encoder sends to. Whoever has it can go on air: it is a secret.
   * Secret.
   */
  declare readonly ingest: pulumi.Output<{
    /** RTMP address of the primary ingest point. */
    rtmpPrimary?: string;
    /** RTMP address of the backup ingest point. */
    rtmpSecondary?: string;
    /** RTMPS address of the primary ingest point; to be preferred. */
    rtmpsPrimary?: string;
    /** RTMPS address of the backup ingest point. */
    rtmpsSecondary?: string;
    /** RTSP address of the primary ingest point. */
    rtspPrimary?: string;
    /** RTSP address of the backup ingest point. */
    rtspSecondary?: string;
    /** SRT address of the primary ingest point. */
    srtPrimary?: string;
    /** SRT stream id for the primary ingest point. */
    srtPrimaryStreamId?: string;
    /** SRT address of the backup ingest point. */
    srtSecondary?: string;
    /** SRT stream id for the backup ingest point. */
    srtSecondaryStreamId?: string;
    /** Stream name for the encoder; %i stands for the number of the rendition. */
    streamName?: string;
    /** Stream key (password). */
    streamKey?: string;
  }>;
  /** Entry id of the speakers' room; it changes when the room has to be made again. */
  declare readonly roomId: pulumi.Output<string | undefined>;
  /** Id of the entry that viewers watch. */
  declare readonly entryId: pulumi.Output<string>;
  /** Public player page; undefined without kaltura:playerId. */
  declare readonly playerUrl: pulumi.Output<string | undefined>;
  /** HTML with the public player, to paste into a page; undefined without kaltura:playerId. */
  declare readonly iframe: pulumi.Output<string | undefined>;
  /** Address of the session, with chat, on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the entry in its privilege entryId. */
  declare readonly kafUrlTemplate: pulumi.Output<string>;
  /** Address of the session's picture. */
  declare readonly thumbnailUrl: pulumi.Output<string>;
  /** Address of the HLS manifest. */
  declare readonly manifestUrl: pulumi.Output<string>;
  /** Address of the speakers' room on the KAF instance. Put a KS of the speaker in place of {KS}; the KS names roomId in its privilege entryId. */
  declare readonly roomUrlTemplate: pulumi.Output<string>;

  constructor(name: string, args: StudioSessionArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "StudioSession",
        properties: [
          "name",
          "description",
          "start",
          "end",
          "timezone",
          "categories",
          "presenters",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "coEditors",
          "coPublishers",
          "coViewers",
          "thumbnail",
          "thumbnailSha256",
          "dvr",
          "recording",
          "previewMode",
          "conversionProfile",
          "accessControl",
          "accessControlId",
          "pushPublish",
          "offlineMessage",
          "blockAutoTranscript",
          "slidesEntryId",
          "selfServe",
          "calendarReminder",
          "chat",
          "scheduleEvent",
          "allowChangesWhileLive",
          "mark",
          "room",
          "scheduleEventId",
          "ingest",
          "roomId",
        ],
        outputs: ["scheduleEventId", "ingest", "roomId"],
        secrets: ["ingest"],
        computed: studioOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link RestreamerChannel}. */
export interface RestreamerChannelArgs {
  /** What producers call it, also in the calendar events of its targets; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** What it is for. */
  description?: pulumi.Input<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  coEditors?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may publish the entry (entitledUsersPublish). */
  coPublishers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Users who may view the entry (entitledUsersView). */
  coViewers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Going back in the running broadcast. Can't change while on air. */
  dvr?: pulumi.Input<{
    /** Whether viewers can go back in the running broadcast. */
    enabled: pulumi.Input<boolean>;
    /** How far back, in minutes; up to 1440 (a day). */
    windowMinutes?: pulumi.Input<number | undefined>;
  }>;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  recording?: pulumi.Input<{
    /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
    mode: pulumi.Input<"disabled" | "appended" | "perSession">;
    /** The recording gets the co-editors, -publishers and -viewers of the session. */
    copyEntitlement?: pulumi.Input<boolean | undefined>;
    /** The recording gets the entry's dates of availability. */
    copyScheduling?: pulumi.Input<boolean | undefined>;
    /** The recording gets the session's thumbnail. */
    copyThumbnail?: pulumi.Input<boolean | undefined>;
    /** The recording is kept out of lists. */
    hidden?: pulumi.Input<boolean | undefined>;
    /** The recording is archived by itself. */
    autoArchive?: pulumi.Input<boolean | undefined>;
  }>;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  conversionProfile?: pulumi.Input<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControl?: pulumi.Input<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  accessControlId?: pulumi.Input<number | undefined>;
  /** The webcasts to feed by restreaming, and when; their order has no meaning. Webcasts that take this channel as their source are not listed here. */
  targets?: pulumi.Input<
    pulumi.Input<{
      /** The webcast to feed: a WebcastSession, or the entry id of a webcast. */
      session: pulumi.Input<string> | WebcastSession;
      /** What to call it in calendars and errors. Default: the name of the WebcastSession resource. */
      name?: pulumi.Input<string | undefined>;
      /** When the channel starts to feed it: ISO 8601 with offset, or local time with timezone. Default: that of the WebcastSession resource; needed for one given by its id. */
      from?: pulumi.Input<string | undefined>;
      /** When the channel ends to feed it, at most 24 hours later: ISO 8601 with offset, or local time with timezone. Default: that of the WebcastSession resource; needed for one given by its id. */
      until?: pulumi.Input<string | undefined>;
      /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
      timezone?: pulumi.Input<string | undefined>;
      /** Seconds before the start from which it counts as on. Default: as a WebcastSession resource has it, else none. */
      preStartSeconds?: pulumi.Input<number | undefined>;
      /** Seconds after the end until which it counts as on. Default: as a WebcastSession resource has it, else none. */
      postEndSeconds?: pulumi.Input<number | undefined>;
    }>[]
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a live entry that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the live entry. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * One ingest point for many webcasts: a plain live entry that one encoder sends to all day, and that feeds webcasts one at a time. Every object in Kaltura has one owner, so there are two ways to feed a webcast:
 *
 * - *source*, the one to start with: the WebcastSession takes `channel`. Its own schedule event then names the channel's entry as its source (sourceEntryId), and while the event is on, Kaltura plays the channel's stream on the webcast's page, from about 18 seconds after the start. Nothing of the session belongs to the channel. Nothing is sent to the webcast's entry, so recording and DVR are the channel's: set them here. Needs admin credentials.
 * - *restream*: the channel takes `targets`. It owns one schedule event for each on its own entry, with a live feature (KalturaLiveRestreamFeature) that has Kaltura push the channel's stream to the webcast's ingest point. The webcast is then broadcast to like by an encoder of its own: it has the recording and DVR of its own settings, and no other encoder should send to it at that time. Swapping or moving targets is one update, which goes around Kaltura's ban of overlapping events. A webcast whose stream key was made anew is found by a refresh, and its event gets the new key.
 *
 * What is not known: Kaltura's guide speaks of a "restreamer live channel" without saying which of the two it means, and no public sample shows it. Both are in the API. Whether an account's media servers carry out restreaming, and whether they take it up when a target changes during the show, only a trial on the account tells. Feed a webcast in one way, not in both.
 *
 * Sessions of one channel must not overlap, with their lead-in and lead-out; in a preview both are named. A channel that is on air is not deleted.
 */
export class RestreamerChannel extends KalturaResource {
  /** What producers call it, also in the calendar events of its targets; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** What it is for. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Users who may edit the entry (entitledUsersEdit). */
  declare readonly coEditors: pulumi.Output<string[] | undefined>;
  /** Users who may publish the entry (entitledUsersPublish). */
  declare readonly coPublishers: pulumi.Output<string[] | undefined>;
  /** Users who may view the entry (entitledUsersView). */
  declare readonly coViewers: pulumi.Output<string[] | undefined>;
  /** Going back in the running broadcast. Can't change while on air. */
  declare readonly dvr: pulumi.Output<
    | {
        /** Whether viewers can go back in the running broadcast. */
        enabled: boolean;
        /** How far back, in minutes; up to 1440 (a day). */
        windowMinutes?: number;
      }
    | undefined
  >;
  /**
   * Recording. Default: as the account has it.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly recording: pulumi.Output<
    | {
        /** None, one recording for all broadcasts of the entry, or one for each. Can't change while on air. */
        mode: "disabled" | "appended" | "perSession";
        /** The recording gets the co-editors, -publishers and -viewers of the session. */
        copyEntitlement?: boolean;
        /** The recording gets the entry's dates of availability. */
        copyScheduling?: boolean;
        /** The recording gets the session's thumbnail. */
        copyThumbnail?: boolean;
        /** The recording is kept out of lists. */
        hidden?: boolean;
        /** The recording is archived by itself. */
        autoArchive?: boolean;
      }
    | undefined
  >;
  /**
   * System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can't change while on air.
   * When taken out of the program it stays as it is.
   */
  declare readonly conversionProfile: pulumi.Output<string | undefined>;
  /**
   * System name of an access control profile: who may watch, from where. In place of accessControlId.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControl: pulumi.Output<string | undefined>;
  /**
   * Id of an access control profile.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly accessControlId: pulumi.Output<number | undefined>;
  /** The webcasts to feed by restreaming, and when; their order has no meaning. Webcasts that take this channel as their source are not listed here. */
  declare readonly targets: pulumi.Output<
    | {
        /** The webcast to feed: a WebcastSession, or the entry id of a webcast. */
        session: string | WebcastSession;
        /** What to call it in calendars and errors. Default: the name of the WebcastSession resource. */
        name?: string;
        /** When the channel starts to feed it: ISO 8601 with offset, or local time with timezone. Default: that of the WebcastSession resource; needed for one given by its id. */
        from?: string;
        /** When the channel ends to feed it, at most 24 hours later: ISO 8601 with offset, or local time with timezone. Default: that of the WebcastSession resource; needed for one given by its id. */
        until?: string;
        /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
        timezone?: string;
        /** Seconds before the start from which it counts as on. Default: as a WebcastSession resource has it, else none. */
        preStartSeconds?: number;
        /** Seconds after the end until which it counts as on. Default: as a WebcastSession resource has it, else none. */
        postEndSeconds?: number;
      }[]
    | undefined
  >;
  /**
   * Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards the session again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /**
   * Where the encoder sends to. Whoever has it can go on air: it is a secret.
   * Secret.
   */
  declare readonly ingest: pulumi.Output<{
    /** RTMP address of the primary ingest point. */
    rtmpPrimary?: string;
    /** RTMP address of the backup ingest point. */
    rtmpSecondary?: string;
    /** RTMPS address of the primary ingest point; to be preferred. */
    rtmpsPrimary?: string;
    /** RTMPS address of the backup ingest point. */
    rtmpsSecondary?: string;
    /** RTSP address of the primary ingest point. */
    rtspPrimary?: string;
    /** RTSP address of the backup ingest point. */
    rtspSecondary?: string;
    /** SRT address of the primary ingest point. */
    srtPrimary?: string;
    /** SRT stream id for the primary ingest point. */
    srtPrimaryStreamId?: string;
    /** SRT address of the backup ingest point. */
    srtSecondary?: string;
    /** SRT stream id for the backup ingest point. */
    srtSecondaryStreamId?: string;
    /** Stream name for the encoder; %i stands for the number of the rendition. */
    streamName?: string;
    /** Stream key (password). */
    streamKey?: string;
  }>;
  /** The schedule events of the targets. */
  declare readonly restreams: pulumi.Output<
    | {
        /** Entry id of the webcast. */
        session: string | WebcastSession;
        /** Id of the schedule event. */
        eventId: string;
      }[]
    | undefined
  >;
  /** Id of the channel's entry. */
  declare readonly entryId: pulumi.Output<string>;

  constructor(name: string, args: RestreamerChannelArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "RestreamerChannel",
        properties: [
          "name",
          "description",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "coEditors",
          "coPublishers",
          "coViewers",
          "dvr",
          "recording",
          "conversionProfile",
          "accessControl",
          "accessControlId",
          "targets",
          "allowChangesWhileLive",
          "mark",
          "ingest",
          "restreams",
        ],
        outputs: ["ingest", "restreams"],
        secrets: ["ingest"],
        computed: channelOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link MediaAsset}. */
export interface MediaAssetArgs {
  /** The title that viewers see; up to 256 bytes. */
  name: pulumi.Input<string>;
  /** Address of the recording, from which Kaltura fetches it. Either this or file. Another address is other content; what changes behind the same address is not seen. An address with a query is taken for signed: it is a secret. */
  url?: pulumi.Input<string | undefined>;
  /** Path of the recording on the machine that runs Pulumi, which uploads it. Either this or url. The file's content decides what is a change, not its name. */
  file?: pulumi.Input<string | undefined>;
  /** What the session is about, as viewers read it. May hold HTML. */
  description?: pulumi.Input<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  adminTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  referenceId?: pulumi.Input<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  owner?: pulumi.Input<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  categories?: pulumi.Input<(pulumi.Input<number | string> | EventCategory)[]>;
  /**
   * What it is a recording of. Default: video.
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only.
   * When taken out of the program it stays as it is.
   */
  mediaType?: pulumi.Input<"video" | "audio" | undefined>;
  /**
   * System name of the conversion profile, which says what renditions Kaltura makes. Default: the account's. A change counts for content that comes later.
   * When taken out of the program it stays as it is.
   */
  conversionProfile?: pulumi.Input<string | undefined>;
  /**
   * How long one run waits for Kaltura to convert it, in minutes. Default: 30. After that the run fails, Kaltura goes on, and the next run waits again.
   * When taken out of the program it is the default again.
   */
  waitMinutes?: pulumi.Input<number | undefined>;
  /**
   * Lets runs delete it, make it anew or change its content while a session that is on shows it as its source. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards it again.
   */
  allowChangesWhileLive?: pulumi.Input<boolean | undefined>;
  /** Takes over a media entry that is there, by its id or reference id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the media entry. */
        id?: string;
        /** Its reference id, in place of the id; it must be the only one that has it. */
        referenceId?: string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * A video or audio recording, from a file on this machine or from an address: for example what a SimuliveSession airs.
 *
 * It is there once Kaltura has converted it, so what depends on it finds it ready. A file goes up in pieces; an upload that breaks off, or a run that is killed, is gone on with by the next run. Other content takes the place of the old one under the same entry id, so embeds stay, and the old content is shown until the new one is ready; the account needs FEATURE_ENTRY_REPLACEMENT for that.
 */
export class MediaAsset extends KalturaResource {
  /** The title that viewers see; up to 256 bytes. */
  declare readonly name: pulumi.Output<string>;
  /** Address of the recording, from which Kaltura fetches it. Either this or file. Another address is other content; what changes behind the same address is not seen. An address with a query is taken for signed: it is a secret. */
  declare readonly url: pulumi.Output<string | undefined>;
  /** Path of the recording on the machine that runs Pulumi, which uploads it. Either this or url. The file's content decides what is a change, not its name. */
  declare readonly file: pulumi.Output<string | undefined>;
  /** What the session is about, as viewers read it. May hold HTML. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift. */
  declare readonly tags: pulumi.Output<string[] | undefined>;
  /** Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone. */
  declare readonly adminTags: pulumi.Output<string[] | undefined>;
  /** Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique. */
  declare readonly referenceId: pulumi.Output<string | undefined>;
  /**
   * User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone. */
  declare readonly categories: pulumi.Output<(number | string)[] | undefined>;
  /**
   * What it is a recording of. Default: video.
   * A change makes a new object (and new embeds): Kaltura takes it when the entry is made only.
   * When taken out of the program it stays as it is.
   */
  declare readonly mediaType: pulumi.Output<"video" | "audio" | undefined>;
  /**
   * System name of the conversion profile, which says what renditions Kaltura makes. Default: the account's. A change counts for content that comes later.
   * When taken out of the program it stays as it is.
   */
  declare readonly conversionProfile: pulumi.Output<string | undefined>;
  /**
   * How long one run waits for Kaltura to convert it, in minutes. Default: 30. After that the run fails, Kaltura goes on, and the next run waits again.
   * When taken out of the program it is the default again.
   */
  declare readonly waitMinutes: pulumi.Output<number | undefined>;
  /**
   * Lets runs delete it, make it anew or change its content while a session that is on shows it as its source. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.
   * When taken out of the program it guards it again.
   */
  declare readonly allowChangesWhileLive: pulumi.Output<boolean | undefined>;
  /** How its content stood when the last run or refresh ended. */
  declare readonly status: pulumi.Output<"ready" | "converting" | "failed" | undefined>;
  /** Length in seconds, rounded up; undefined until it is ready. */
  declare readonly durationSeconds: pulumi.Output<number | undefined>;
  /** Id of the entry, for example as the source of a simulive. */
  declare readonly entryId: pulumi.Output<string>;
  /** Public player page; undefined without kaltura:playerId. */
  declare readonly playerUrl: pulumi.Output<string | undefined>;
  /** HTML with the public player, to paste into a page; undefined without kaltura:playerId. */
  declare readonly iframe: pulumi.Output<string | undefined>;
  /** Address of the video's picture. */
  declare readonly thumbnailUrl: pulumi.Output<string>;
  /** Address of the HLS manifest. */
  declare readonly manifestUrl: pulumi.Output<string>;

  constructor(name: string, args: MediaAssetArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "MediaAsset",
        properties: [
          "name",
          "url",
          "file",
          "fileSha256",
          "description",
          "tags",
          "adminTags",
          "referenceId",
          "owner",
          "categories",
          "mediaType",
          "conversionProfile",
          "waitMinutes",
          "allowChangesWhileLive",
          "mark",
          "status",
          "durationSeconds",
          "content",
        ],
        outputs: ["status", "durationSeconds", "content"],
        secrets: [],
        computed: mediaOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link CaptionOrder}. */
export interface CaptionOrderArgs {
  /**
   * The recorded entry. Its media must be processed.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  entryId: pulumi.Input<string>;
  /**
   * What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  service?: pulumi.Input<
    | "captions"
    | "translation"
    | "audioDescription"
    | "chapters"
    | "tagging"
    | "dubbing"
    | "extendedAudioDescription"
    | "clips"
    | "quiz"
    | "summary"
    | "videoAnalysis"
    | "moderation"
    | "metadataEnrichment"
    | "sentimentAnalysis"
    | "documentEnrichment"
    | "signLanguage"
    | undefined
  >;
  /**
   * What is ordered, by the id of its catalog item. In place of service and what narrows it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  catalogItemId?: pulumi.Input<number | undefined>;
  /**
   * Who does it. Needed when the account has both enabled.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  serviceType?: pulumi.Input<"human" | "machine" | undefined>;
  /**
   * Language spoken, by its English name: "English".
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  sourceLanguage?: pulumi.Input<string | undefined>;
  /**
   * Language to translate into, by its English name.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  targetLanguage?: pulumi.Input<string | undefined>;
  /**
   * How fast. Needed when the account has more than one enabled of the kind.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  turnaround?: pulumi.Input<
    | "bestEffort"
    | "immediate"
    | "1businessDay"
    | "2businessDays"
    | "3businessDays"
    | "4businessDays"
    | "5businessDays"
    | "6businessDays"
    | "7businessDays"
    | "30minutes"
    | "2hours"
    | "3hours"
    | "6hours"
    | "8hours"
    | "12hours"
    | "24hours"
    | "48hours"
    | "4days"
    | "5days"
    | "10days"
    | undefined
  >;
  /**
   * Captions to work from; translations that need a source refuse without it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  captionAssetId?: pulumi.Input<string | undefined>;
  /**
   * The reach profile that pays, by id or name. Default: the account's only one.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  reachProfile?: pulumi.Input<number | string | undefined>;
  /** For whoever moderates the order. */
  notes?: pulumi.Input<string | undefined>;
  /** What the entry is about, for whoever carries the order out; up to 256 bytes. */
  context?: pulumi.Input<string | undefined>;
}

/**
 * An order to REACH for a recorded entry: captions, a translation, chapters and so on. For a live session see LiveCaptions.
 *
 * **It costs credit.** The preview warns of each order that `pulumi up` would place. Orders are placed once: one that was rejected or failed stays as it is, with its reason in `errDescription`; to order again, replace the resource (`pulumi up --replace URN`). One that was aborted by hand counts as deleted. An order of the same thing which this program placed before and which still counts is taken on. A change of any input that says what is ordered is a new order, also where it only narrows the choice to what was ordered anyhow: a preview can't ask.
 *
 * Taken out of the program, an order that nobody works on yet is taken back; Kaltura gives no credit back for it. Otherwise it is left, and so is what it made. Orders by an admin session skip the reach profile's moderation.
 */
export class CaptionOrder extends KalturaResource {
  /**
   * The recorded entry. Its media must be processed.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly entryId: pulumi.Output<string>;
  /**
   * What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly service: pulumi.Output<
    | "captions"
    | "translation"
    | "audioDescription"
    | "chapters"
    | "tagging"
    | "dubbing"
    | "extendedAudioDescription"
    | "clips"
    | "quiz"
    | "summary"
    | "videoAnalysis"
    | "moderation"
    | "metadataEnrichment"
    | "sentimentAnalysis"
    | "documentEnrichment"
    | "signLanguage"
    | undefined
  >;
  /**
   * What is ordered, by the id of its catalog item. In place of service and what narrows it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly catalogItemId: pulumi.Output<number | undefined>;
  /**
   * Who does it. Needed when the account has both enabled.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly serviceType: pulumi.Output<"human" | "machine" | undefined>;
  /**
   * Language spoken, by its English name: "English".
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly sourceLanguage: pulumi.Output<string | undefined>;
  /**
   * Language to translate into, by its English name.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly targetLanguage: pulumi.Output<string | undefined>;
  /**
   * How fast. Needed when the account has more than one enabled of the kind.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly turnaround: pulumi.Output<
    | "bestEffort"
    | "immediate"
    | "1businessDay"
    | "2businessDays"
    | "3businessDays"
    | "4businessDays"
    | "5businessDays"
    | "6businessDays"
    | "7businessDays"
    | "30minutes"
    | "2hours"
    | "3hours"
    | "6hours"
    | "8hours"
    | "12hours"
    | "24hours"
    | "48hours"
    | "4days"
    | "5days"
    | "10days"
    | undefined
  >;
  /**
   * Captions to work from; translations that need a source refuse without it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly captionAssetId: pulumi.Output<string | undefined>;
  /**
   * The reach profile that pays, by id or name. Default: the account's only one.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly reachProfile: pulumi.Output<number | string | undefined>;
  /** For whoever moderates the order. */
  declare readonly notes: pulumi.Output<string | undefined>;
  /** What the entry is about, for whoever carries the order out; up to 256 bytes. */
  declare readonly context: pulumi.Output<string | undefined>;
  /** How it stands, as of the last refresh: pending, pendingModeration, rejected, pendingEntryReady, scheduled, processing, ready or error. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** What it costs of the reach profile's credit. */
  declare readonly price: pulumi.Output<number | undefined>;
  /** Why it was rejected, or what went wrong. */
  declare readonly errDescription: pulumi.Output<string | undefined>;
  /** Id of what was made: a caption asset, for example. */
  declare readonly outputObjectId: pulumi.Output<string | undefined>;
  /** When it should be done: ISO 8601, UTC. */
  declare readonly expectedFinish: pulumi.Output<string | undefined>;

  constructor(name: string, args: CaptionOrderArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "CaptionOrder",
        properties: [
          "entryId",
          "service",
          "catalogItemId",
          "serviceType",
          "sourceLanguage",
          "targetLanguage",
          "turnaround",
          "captionAssetId",
          "reachProfile",
          "notes",
          "context",
          "mark",
          "status",
          "price",
          "errDescription",
          "outputObjectId",
          "expectedFinish",
        ],
        outputs: ["status", "price", "errDescription", "outputObjectId", "expectedFinish"],
        secrets: [],
        computed: noOutputs,
        warnOnCreate:
          "pulumi up would place this order with REACH, and an order costs credit of the reach profile",
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link LiveCaptions}. */
export interface LiveCaptionsArgs {
  /**
   * The session: the id of a WebcastSession.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  entryId: pulumi.Input<string>;
  /**
   * The session's event: its output scheduleEventId. Required.
   * A change makes a new object (and new embeds): the order is for that event.
   */
  scheduleEventId?: pulumi.Input<string | undefined>;
  /**
   * When captions start. Pass the session's own start, so that they move with it.
   * A change makes a new object (and new embeds): Kaltura does not move an order with its session: it is taken back, and ordered anew.
   */
  start: pulumi.Input<string>;
  /**
   * When captions end: the session's own end.
   * A change makes a new object (and new embeds): Kaltura does not move an order with its session: it is taken back, and ordered anew.
   */
  end: pulumi.Input<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  timezone?: pulumi.Input<string | undefined>;
  /**
   * What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  service?: pulumi.Input<"captions" | "translation" | undefined>;
  /**
   * What is ordered, by the id of its catalog item. In place of service and what narrows it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  catalogItemId?: pulumi.Input<number | undefined>;
  /**
   * Who does it. Needed when the account has both enabled.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  serviceType?: pulumi.Input<"human" | "machine" | undefined>;
  /**
   * Language spoken, by its English name: "English".
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  sourceLanguage?: pulumi.Input<string | undefined>;
  /**
   * Language to translate into, by its English name.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  targetLanguage?: pulumi.Input<string | undefined>;
  /**
   * How fast. Needed when the account has more than one enabled of the kind.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  turnaround?: pulumi.Input<
    | "bestEffort"
    | "immediate"
    | "1businessDay"
    | "2businessDays"
    | "3businessDays"
    | "4businessDays"
    | "5businessDays"
    | "6businessDays"
    | "7businessDays"
    | "30minutes"
    | "2hours"
    | "3hours"
    | "6hours"
    | "8hours"
    | "12hours"
    | "24hours"
    | "48hours"
    | "4days"
    | "5days"
    | "10days"
    | undefined
  >;
  /**
   * The reach profile that pays, by id or name. Default: the account's only one.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  reachProfile?: pulumi.Input<number | string | undefined>;
  /** For whoever moderates the order. */
  notes?: pulumi.Input<string | undefined>;
  /** What the entry is about, for whoever carries the order out; up to 256 bytes. */
  context?: pulumi.Input<string | undefined>;
}

/**
 * Captions, or a translation, for a scheduled live session, ordered from REACH. Pass the session's id, event and times; when the session moves, the order is taken back and placed anew, which Kaltura does not do by itself.
 *
 * **It costs credit.** The preview warns of each order that `pulumi up` would place. Credit comes back for an order that is taken back early enough (the catalog item's minimalRefundTime). An order that a vendor works on can't be taken back: then the order of the moved session is refused until it is done. One that was rejected or failed stays as it is, with its reason in `errDescription`.
 */
export class LiveCaptions extends KalturaResource {
  /**
   * The session: the id of a WebcastSession.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly entryId: pulumi.Output<string>;
  /**
   * The session's event: its output scheduleEventId. Required.
   * A change makes a new object (and new embeds): the order is for that event.
   */
  declare readonly scheduleEventId: pulumi.Output<string | undefined>;
  /**
   * When captions start. Pass the session's own start, so that they move with it.
   * A change makes a new object (and new embeds): Kaltura does not move an order with its session: it is taken back, and ordered anew.
   */
  declare readonly start: pulumi.Output<string>;
  /**
   * When captions end: the session's own end.
   * A change makes a new object (and new embeds): Kaltura does not move an order with its session: it is taken back, and ordered anew.
   */
  declare readonly end: pulumi.Output<string>;
  /** IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /**
   * What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly service: pulumi.Output<"captions" | "translation" | undefined>;
  /**
   * What is ordered, by the id of its catalog item. In place of service and what narrows it.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly catalogItemId: pulumi.Output<number | undefined>;
  /**
   * Who does it. Needed when the account has both enabled.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly serviceType: pulumi.Output<"human" | "machine" | undefined>;
  /**
   * Language spoken, by its English name: "English".
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly sourceLanguage: pulumi.Output<string | undefined>;
  /**
   * Language to translate into, by its English name.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly targetLanguage: pulumi.Output<string | undefined>;
  /**
   * How fast. Needed when the account has more than one enabled of the kind.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly turnaround: pulumi.Output<
    | "bestEffort"
    | "immediate"
    | "1businessDay"
    | "2businessDays"
    | "3businessDays"
    | "4businessDays"
    | "5businessDays"
    | "6businessDays"
    | "7businessDays"
    | "30minutes"
    | "2hours"
    | "3hours"
    | "6hours"
    | "8hours"
    | "12hours"
    | "24hours"
    | "48hours"
    | "4days"
    | "5days"
    | "10days"
    | undefined
  >;
  /**
   * The reach profile that pays, by id or name. Default: the account's only one.
   * A change makes a new object (and new embeds): an order can't change, so the old one is taken back where Kaltura lets it.
   */
  declare readonly reachProfile: pulumi.Output<number | string | undefined>;
  /** For whoever moderates the order. */
  declare readonly notes: pulumi.Output<string | undefined>;
  /** What the entry is about, for whoever carries the order out; up to 256 bytes. */
  declare readonly context: pulumi.Output<string | undefined>;
  /** How it stands, as of the last refresh: pending, pendingModeration, rejected, pendingEntryReady, scheduled, processing, ready or error. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** What it costs of the reach profile's credit. */
  declare readonly price: pulumi.Output<number | undefined>;
  /** Why it was rejected, or what went wrong. */
  declare readonly errDescription: pulumi.Output<string | undefined>;
  /** Id of what was made: a caption asset, for example. */
  declare readonly outputObjectId: pulumi.Output<string | undefined>;
  /** When it should be done: ISO 8601, UTC. */
  declare readonly expectedFinish: pulumi.Output<string | undefined>;

  constructor(name: string, args: LiveCaptionsArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "LiveCaptions",
        properties: [
          "entryId",
          "scheduleEventId",
          "start",
          "end",
          "timezone",
          "service",
          "catalogItemId",
          "serviceType",
          "sourceLanguage",
          "targetLanguage",
          "turnaround",
          "reachProfile",
          "notes",
          "context",
          "mark",
          "status",
          "price",
          "errDescription",
          "outputObjectId",
          "expectedFinish",
        ],
        outputs: ["status", "price", "errDescription", "outputObjectId", "expectedFinish"],
        secrets: [],
        computed: noOutputs,
        warnOnCreate:
          "pulumi up would place this order with REACH, and an order costs credit of the reach profile",
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link MetadataProfile}. */
export interface MetadataProfileArgs {
  /** Name; up to 31 bytes, Kaltura cuts the rest. */
  name: pulumi.Input<string>;
  /** Name that applications know it by, unique in the account; up to 127 bytes. */
  systemName: pulumi.Input<string>;
  /** The XML schema that metadata of this profile must follow, as text. */
  xsd: pulumi.Input<string>;
  /** What it is for; up to 223 bytes. On the server the ownership mark stands behind it, in brackets. */
  description?: pulumi.Input<string | undefined>;
  /**
   * What kind of object the metadata belongs to.
   * A change makes a new object (and new embeds): metadata of one kind of object can't become that of another.
   */
  objectType: pulumi.Input<"entry" | "category" | "user" | "partner" | "dynamicObject" | "userEntry">;
  /**
   * Which application made it; tells Kaltura's consoles whether to show it.
   * When taken out of the program it stays as it is.
   */
  createMode?: pulumi.Input<"api" | "kmc" | "app" | undefined>;
  /** Takes over a metadata profile that is there, by its id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | number
    | string
    | {
        /** Id of the metadata profile. */
        id?: number | string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * A custom metadata profile with its XML schema. Kaltura makes the profiles that sessions need when a module is enabled on the account; this resource is for accounts without them and for the embedded Kaltura. The three schemas come with the package: see `bundledSchema`.
 *
 * Deleting a profile deletes all metadata of it at once.
 */
export class MetadataProfile extends KalturaResource {
  /** Name; up to 31 bytes, Kaltura cuts the rest. */
  declare readonly name: pulumi.Output<string>;
  /** Name that applications know it by, unique in the account; up to 127 bytes. */
  declare readonly systemName: pulumi.Output<string>;
  /** The XML schema that metadata of this profile must follow, as text. */
  declare readonly xsd: pulumi.Output<string>;
  /** What it is for; up to 223 bytes. On the server the ownership mark stands behind it, in brackets. */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * What kind of object the metadata belongs to.
   * A change makes a new object (and new embeds): metadata of one kind of object can't become that of another.
   */
  declare readonly objectType: pulumi.Output<
    "entry" | "category" | "user" | "partner" | "dynamicObject" | "userEntry"
  >;
  /**
   * Which application made it; tells Kaltura's consoles whether to show it.
   * When taken out of the program it stays as it is.
   */
  declare readonly createMode: pulumi.Output<"api" | "kmc" | "app" | undefined>;

  /** The profile's id as a number. */
  declare readonly profileId: pulumi.Output<number>;

  constructor(name: string, args: MetadataProfileArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "MetadataProfile",
        properties: ["name", "systemName", "xsd", "description", "objectType", "createMode", "mark"],
        outputs: [],
        secrets: [],
        computed: profileOutputs,
      },
      name,
      args,
      opts,
    );
  }
}

/** Inputs of {@link AppToken}. */
export interface AppTokenArgs {
  /** What the token is for. On the server the ownership mark stands behind it, in brackets. */
  description?: pulumi.Input<string | undefined>;
  /** What sessions of the token may do: a list, or one text with commas, such as ["actionslimit:-1"]. Every session gets all of them. A caller of startSession may add names of its own (userId, entryId, role), but names that Kaltura knows (actionslimit, sview, list, setrole, privacycontext, disableentitlement, …) are dropped in silence unless they are here: fixed by value, or as name:* for any value. */
  privileges?: pulumi.Input<string[] | string | undefined>;
  /** Hash that a caller proves knowledge of the token with. Prefer SHA256. Default: SHA1, as Kaltura has it. */
  hashType?: pulumi.Input<"SHA1" | "MD5" | "SHA256" | "SHA512" | undefined>;
  /** Until when sessions can be started: ISO 8601 with offset (2027-12-31T00:00Z), or local time with timezone. Default: for ever. A token past its expiry lives again when it gets a later one. */
  expiry?: pulumi.Input<string | undefined>;
  /** IANA timezone that places an expiry without an offset. */
  timezone?: pulumi.Input<string | undefined>;
  /** Type of the sessions, whatever their caller asks for. Admin sessions may do everything the privileges and the role leave: never for embeds. Default: user. */
  sessionType?: pulumi.Input<"user" | "admin" | undefined>;
  /**
   * User of the sessions, whatever their caller asks for; made when Kaltura does not know it. Leave it out of a token for embeds, or all visitors are this one user. Needed without privileges.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  sessionUserId?: pulumi.Input<string | undefined>;
  /**
   * Longest life of a session, in seconds; a caller may ask for less. Default: the account's longest.
   * When taken out of the program it stays as it is.
   */
  sessionDurationSeconds?: pulumi.Input<number | undefined>;
  /** Takes over an app token that is there, by its id, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md. */
  adopt?: pulumi.Input<
    | string
    | {
        /** Id of the app token. */
        id?: string;
        /** The mark of the stack that had it before and has it no more; a refusal names it. */
        from?: string;
      }
    | undefined
  >;
}

/**
 * An app token: a website or a pipeline starts Kaltura sessions with it (appToken.startSession) and never sees the account's secret. The token itself is the secret output `token`; make it anew by replacing the resource (`pulumi up --replace URN`). Deleting it ends all its sessions.
 *
 * For embeds on a KAF instance: sessionType user, no sessionUserId, and `actionslimit:-1` among the privileges. Kaltura drops that one in silence when only the caller of startSession asks for it; with it a session opens KAF pages but can't call the API. One token for each purpose: every session gets everything that is on its token, so the token of a pipeline (disableentitlement) is none for embeds.
 */
export class AppToken extends KalturaResource {
  /** What the token is for. On the server the ownership mark stands behind it, in brackets. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** What sessions of the token may do: a list, or one text with commas, such as ["actionslimit:-1"]. Every session gets all of them. A caller of startSession may add names of its own (userId, entryId, role), but names that Kaltura knows (actionslimit, sview, list, setrole, privacycontext, disableentitlement, …) are dropped in silence unless they are here: fixed by value, or as name:* for any value. */
  declare readonly privileges: pulumi.Output<string[] | string | undefined>;
  /** Hash that a caller proves knowledge of the token with. Prefer SHA256. Default: SHA1, as Kaltura has it. */
  declare readonly hashType: pulumi.Output<"SHA1" | "MD5" | "SHA256" | "SHA512" | undefined>;
  /** Until when sessions can be started: ISO 8601 with offset (2027-12-31T00:00Z), or local time with timezone. Default: for ever. A token past its expiry lives again when it gets a later one. */
  declare readonly expiry: pulumi.Output<string | undefined>;
  /** IANA timezone that places an expiry without an offset. */
  declare readonly timezone: pulumi.Output<string | undefined>;
  /** Type of the sessions, whatever their caller asks for. Admin sessions may do everything the privileges and the role leave: never for embeds. Default: user. */
  declare readonly sessionType: pulumi.Output<"user" | "admin" | undefined>;
  /**
   * User of the sessions, whatever their caller asks for; made when Kaltura does not know it. Leave it out of a token for embeds, or all visitors are this one user. Needed without privileges.
   * When taken out of the program it stays as it is: Kaltura can't clear it.
   */
  declare readonly sessionUserId: pulumi.Output<string | undefined>;
  /**
   * Longest life of a session, in seconds; a caller may ask for less. Default: the account's longest.
   * When taken out of the program it stays as it is.
   */
  declare readonly sessionDurationSeconds: pulumi.Output<number | undefined>;
  /**
   * The token. Whoever has it can start sessions: it is a secret.
   * Secret.
   */
  declare readonly token: pulumi.Output<string | undefined>;

  constructor(name: string, args: AppTokenArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      {
        kind: "AppToken",
        properties: [
          "description",
          "privileges",
          "hashType",
          "expiry",
          "timezone",
          "sessionType",
          "sessionUserId",
          "sessionDurationSeconds",
          "mark",
          "token",
        ],
        outputs: ["token"],
        secrets: ["token"],
        computed: noOutputs,
      },
      name,
      args,
      opts,
    );
  }
}
