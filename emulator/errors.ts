/**
 * The server's errors. A message is a template: `@ARG@` is replaced by the argument, and the arguments travel
 * beside it in the answer. Arguments lose HTML tags in both places and read "N/A" when there is none, as on the
 * real server.
 */
const catalogue = {
  ACCESS_CONTROL_ID_NOT_FOUND: 'Access control id "@ID@" not found',
  ACTION_BLOCKED: 'Action "@ACTION_NAME@" in service "@SERVICE_NAME@" is blocked',
  ACTION_DOES_NOT_EXISTS: 'Action "@ACTION_NAME@" does not exists for service "@SERVICE_NAME@"',
  AGGREGATION_CATEGORY_WRONG_ASSOCIATION: " Cannot create aggregation category association",
  APP_TOKEN_EXPIRED: "Application token @ID@ expired",
  APP_TOKEN_ID_NOT_FOUND: 'Application token id "@ID@" not found',
  APP_TOKEN_NOT_ACTIVE: "Application token @ID@ is not active",
  ASSET_ID_NOT_FOUND: 'Asset id "@ID@" not found',
  ASSET_PARAMS_INVALID_TYPE: 'Asset params id "@ASSET_PARAMS_ID@" type "@TYPE@" is invalid',
  ATTACHMENT_ASSET_ID_NOT_FOUND: 'Attachment asset id "@ASSET_ID@" not found',
  CANNOT_ABORT_NOT_MODERATED_TASK: "Cannot abort task which is not pending moderation",
  CANNOT_APPROVE_NOT_MODERATED_TASK: "Cannot approve task which is not pending moderation",
  CANNOT_DELETE_DEFAULT_CONVERSION_PROFILE: "Default conversion profile cannot be deleted",
  CANNOT_EXTEND_ACCESS_KEY: "Extending accessKey for non processing task is not allowed",
  CANNOT_INHERIT_MEMBERS_WHEN_PARENT_CATEGORY_IS_NOT_SET:
    "Cannot inherit members when parent category is not set",
  CANNOT_MOVE_CATEGORIES_FROM_DIFFERENT_PARENT_CATEGORIES:
    "Cannot move categories from different parent categories",
  CANNOT_REJECT_CATEGORY_ENTRY_SINCE_IT_IS_NOT_PENDING: "Cannot reject a non pending categoryEntry",
  CANNOT_REJECT_NOT_MODERATED_TASK: "Cannot reject task which is not pending moderation",
  CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION:
    'cannot retrieve another user "@USER_ID@" using non-admin session',
  CANNOT_SET_APPEAR_IN_LIST_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set appear in list field when privacy context is not set on the categroy",
  CANNOT_SET_CONTIRUBUTION_POLICY_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set contribution policy field when privacy context is not set on the categroy",
  CANNOT_SET_DEFAULT_PERMISSION_LEVEL_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set default permission level field when privacy context is not set on the categroy",
  CANNOT_SET_DEFAULT_PERMISSION_LEVEL_WHEN_CATEGORY_INHERIT_MEMBERS:
    "Cannot set default permission level when category is set to inherit",
  CANNOT_SET_INHERITANCE_TYPE_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set inheritance field when privacy context is not set on the categroy",
  CANNOT_SET_OWNER_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set owner field when privacy context is not set on the categroy",
  CANNOT_SET_OWNER_FIELD_WITH_USER_ID: 'Cannot set owner field with user id "@ID@", user id is invalid',
  CANNOT_SET_OWNER_WHEN_CATEGORY_INHERIT_MEMBERS: "Cannot set owner when category is set to inherit",
  CANNOT_SET_PRIVACY_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set privacy field when privacy context is not set on the categroy",
  CANNOT_SET_USER_JOIN_POLICY_FIELD_WITH_NO_PRIVACY_CONTEXT:
    "Cannot set user join policy field when privacy context is not set on the categroy",
  CANNOT_SET_USER_JOIN_POLICY_WHEN_CATEGORY_INHERIT_MEMBERS:
    "Cannot set user join policy when category is set to inherit",
  CANNOT_UPDATE_CATEGORY_USER_OWNER: "Cannot update the category user of the category's owner",
  CANNOT_UPDATE_ENTRY_ID: "Cannot update cue point's entry id",
  CANNOT_UPDATE_STATUS_OF_TASK_WHICH_IS_IN_FINAL_STATE:
    "Cannot update status from [@OLD_STATUS@] to [@NEW_STATUS@] for task with id [@ID@], since task is in final status",
  CANNOT_UPDATE_UNIT_USED_OF_TASK_WHICH_IS_IN_FINAL_STATE:
    "Cannot update unitsUsed from [@OLD_UNITS_USED@] to [@NEW_UNITS_USED@] for task with id [@ID@], since task is in final state",
  CAPTION_ASSET_ID_NOT_FOUND: 'Caption asset id "@ASSET_ID@" not found',
  CATALOG_ITEM_AND_JOB_DATA_MISMATCH:
    "The catalogItem type [@CATALOG_ITEM_TYPE@] is not allowed for task data of type [@TASK_DATA_TYPE@]",
  CATALOG_ITEM_CANNOT_BE_DELETED: "Catalog item with id [@ID@] cannot be deleted",
  CATALOG_ITEM_DOES_NOT_SUPPORT_EVENT_TYPE:
    "Catalog item type [@CATALOG_ITEM_TYPE@] does not support event of type [@EVENT_TYPE@]",
  CANNOT_DELETE_LIVE_ENTRY_WHILE_STREAMING: "Cannot delete live entry [@ENTRY_ID@] while it is streaming",
  CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY:
    "Cannot update [@FIELD@] while recorded entry is not ready",
  CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING: "Cannot update [@FIELD@] while entry is broadcasting",
  CATALOG_ITEM_NOT_ENABLED_FOR_ACCOUNT:
    "Catalog item with id provided [@ID@], is not enabled on account level",
  CATALOG_ITEM_NOT_FOUND: "Catalog item with id provided not found [@ID@]",
  CATALOG_ITEM_ONLY_MACHINE_ALLOWED_RESUBMISSION: "Only machine service type is allowed for resubmission",
  CATEGORIES_LOCKED: "Categories are locked",
  CATEGORY_ENTRY_ALREADY_EXISTS: "Entry already assigned to this category",
  CATEGORY_INHERIT_MEMBERS: "Category [@CATEGORY_ID@] inherits its members",
  CATEGORY_NOT_FOUND: 'Category id "@ID@" not found',
  CATEGORY_USER_ALREADY_EXISTS: "User is already a member of the category",
  CONVERSION_PROFILE_ID_NOT_FOUND: 'Conversion profile id "@ID@" not found',
  CREDIT_EXPIRED:
    "Credit cycle has expired, task could not be added for entry [@ENTRY_ID@] and catalog item [@CATALOG_ITEM_ID@]",
  CUE_POINT_SYSTEM_NAME_EXISTS: "Cue point system name already exists [@NAME@] with id [@ID@]",
  DICTIONARY_LANGUAGE_DUPLICATION:
    "Vendor profile configuration error - not allowed duplicate dictionaries for language [@LANGUAGE@] ",
  DUPLICATE_CATEGORY: 'The category "@CATEGORY@" already exists',
  DUPLICATE_LIVE_FEATURE: 'Duplicate system name "@SYSTEM_NAME@" in provided live feature array',
  DUPLICATE_USER_BY_ID: "User with id [@UID@] already exists in system",
  DYNAMIC_SEGMENT_DURATION_DISABLED:
    "Cannot edit segment duration. Dynamic segment duration feature is disabled",
  ENTRY_ALREADY_WITH_CONTENT: "Entry already associated with content",
  ENTRY_DISPLAY_IN_SEARCH_VALUE_NOT_ALLOWED:
    'Cannot set the value of DISPLAY_IN_SEARCH to ["@DISPLAY_IN_SEARCH_NEW_VALUE@"]',
  ENTRY_ID_NOT_FOUND: 'Entry id "@ENTRY_ID@" not found',
  ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY: "Entry doesn't assigned to category",
  ENTRY_NOT_READY: "Ordering task is not allowed for entries which is in status [@STATUS@]",
  ENTRY_REPLACEMENT_ALREADY_EXISTS: "Entry already in replacement",
  ENTRY_SOURCE_TYPE_NOT_SUPPORTED: 'Entry source type "@TYPE@" is not supported',
  ENTRY_TOO_SHORT:
    "The entry [@ENTRY_ID@] is under the minimum duration limit, entry vendor task object wont be created for it",
  ENTRY_TYPE_NOT_SUPPORTED: "Requesting tasks for entry type [@TYPE@] is not supported",
  ENTRY_VENDOR_TASK_ACTION_NOT_ALLOWED:
    "User id [@USER_ID@] is not allowed to do actions on entryVendorTask [@ID@]",
  ENTRY_VENDOR_TASK_DUPLICATION:
    "Entry vendor task already exists for entry [@ENTRY_ID@] and catalog item [@CATALOG_ITEM_ID@] and version [@VERSION@]",
  ENTRY_VENDOR_TASK_ITEM_COULD_NOT_BE_UPDATED: "@REASON@",
  ENTRY_VENDOR_TASK_NOT_FOUND: "Entry vendor task item with id provided not found [@ID@]",
  EXCEEDED_MAX_CREDIT_ALLOWED:
    "Exceeded max credit allowed, task could not be added for entry [@ENTRY_ID@] and catalog item [@CATALOG_ITEM_ID@]",
  EXTERNAL_OBJECT_REQUIRES_PAY_PER_USE_CATALOG_ITEM:
    "Catalog item [@CATALOG_ITEM_ID@] must be pay-per-use for EXTERNAL_OBJECT tasks",
  FAILED_EXTEND_ACCESS_KEY: "Extending accessKey operation failed",
  FEATURE_FORBIDDEN: "The usage of feature [@FEATURE@] is forbidden",
  FEATURE_NAME_NOT_FOUND: "LiveFeature with name [@NAME@] not found",
  FEATURE_TYPE_NOT_SUPPORTED_FOR_ENTRY:
    "Requesting tasks of feature [@FEATURE@] for entry id [@ID@] is not supported",
  FILE_CONTENT_NOT_SECURE: "File content contains potential security risks",
  FLAVOR_ASSET_ID_NOT_FOUND: 'Flavor asset id "@ASSET_ID@" not found',
  FLAVOR_PARAMS_DUPLICATE: "Flavor params [@PARAMS@] defined more than once",
  FLAVOR_PARAMS_ID_NOT_FOUND: 'Flavor params id "@ID@" not found',
  ID_AND_EXTERNAL_ID_ARE_MUTUALLY_EXCLUSIVE: "User operations with both id and external id not allowed",
  INCOMPATIBLE_METADATA_PROFILE_OBJECT_TYPE:
    "Metadata Profile object type is @OBJ_TYPE@, metadata object type is @META_OBJ_TYPE@",
  INTERNAL_SERVERL_ERROR: "Internal server error occurred",
  INVALID_ACTIONS_LIMIT: "Invalid actions limit",
  INVALID_APP_TOKEN_HASH: "Invalid application token hash",
  INVALID_CATEGORY_USER_ID: "Category user id [@CATEGORY_ID@,@USER_ID@] not found",
  INVALID_CREDIT_DATES: "Vendor profile configuration error - Invalid credit Dates - from:[@FROM@] to:[@TO@]",
  INVALID_CUE_POINT_ID: "Invalid cue point id [@ID@]",
  INVALID_ENTRY_ID: 'Invalid entry id ["@ID@"]',
  INVALID_ENTRY_SCHEDULE_DATES: "Invalid entry schedule dates",
  INVALID_ENUM_VALUE:
    'Invalid enumeration value "@ENUM_VAL@" for parameter "@PARAM_NAME@", expecting enumeration type "@ENUM_TYPE@"',
  INVALID_FIELD_VALUE: "value in field [@FIELD_NAME@] is not valid",
  INVALID_GROUP_ID: "Invalid group id - @ID@",
  INVALID_KS: 'Invalid KS "@KSID@", Error "@ERR_CODE@,@ERR_DESC@"',
  INVALID_METADATA_DATA: "invalid metadata data: @ERR_MSG@",
  INVALID_METADATA_OBJECT: "invalid metadata object [@OBJECT@]",
  INVALID_METADATA_PROFILE_SCHEMA: "invalid metadata profile schema: @ERR_MSG@",
  INVALID_METADATA_VERSION: "invalid metadata version [@VERSION@]",
  INVALID_OBJECT_ID: "Invalid object id [@ID@]",
  INVALID_PARAMETER_CHAR: 'Invalid char in "@PARAM_NAME@" field',
  INVALID_SCHEDULE_END_BEFORE_START: "End time [@END@] must be after start time [@START@]",
  INVALID_SCHEDULE_EVENT_TYPE: "Schedule Event id [@ID@] is of inappropriate type for action",
  INVALID_USER_ID: "Invalid user id",
  INVALID_WIDGET_ID: "Invalid widget id",
  LINKED_TO_EVENT_NOT_FOUND_OR_NOT_ACCESSIBLE: "Cannot find the linkedTo schedule event",
  LOCK_TIMED_OUT: "Timed out while attempting to grab lock",
  MAX_CATEGORIES_FOR_ENTRY_REACHED: 'Entry can be linked with a maximum of "@CATEGORIES@" categories',
  MAX_DICTIONARY_LENGTH_EXCEEDED:
    "Vendor profile configuration error - Dictionary for language [@LANGUAGE@] exceeded maximum length of  [@LENGTH@] characters",
  MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME:
    "Duration must match end time, keep one of them null to calculate automatically",
  MAX_SCHEDULE_DURATION_REACHED: "Maximum schedule duration [@MAX@] reached",
  METADATA_ALREADY_EXISTS: "Metadata already exists id [@ID@]",
  METADATA_NOT_FOUND: "metadata not found, id [@ID@]",
  METADATA_OBJECT_ID_NOT_FOUND: "Object Id [@ID@], not found",
  METADATA_PROFILE_NOT_FOUND: "metadata profile not found, id [@ID@]",
  METADATA_PROFILE_REFERENCE_EXISTS: "Metadata profile reference exists in profile [@ID@] on field [@FIELD@]",
  METADATA_TRANSFORMING: "Metadata profile is currently transforming",
  METADATA_UNABLE_TO_TRANSFORM: "Unable to transform metadata [@ERR_MSG@]",
  MISSING_KS: "Missing KS, session not established",
  MISSING_MANDATORY_PARAMETER: 'Missing parameter "@PARAM_NAME@"',
  MUST_FILTER_ON_ENTRY_OR_CATEGORY: "Must filter on entry id or category",
  MUST_FILTER_ON_OBJECT_ID: "Must filter on object id",
  MUST_FILTER_ON_OBJECT_TYPE: "Must filter on object type",
  MUST_FILTER_USERS_OR_CATEGORY: "Must filter on user id or category",
  OBJECT_TYPE_ABSTRACT: 'The object type "@OBJ_TYPE@" is abstract, use one of the object implementations',
  OVERAGE_CREDIT_CANNOT_BE_NEGATIVE: "Overage credit value cannot be negative",
  PARENT_ANNOTATION_NOT_FOUND: "Parent annotation id [@CUE_POINT_ID@] not found",
  PARENT_CATEGORY_IS_CHILD:
    'The parent category "@PARENT_CATEGORY@" is one of the children for category "@OTHER_CATEGORY@"',
  PARENT_CATEGORY_NOT_FOUND: 'Parent category id "@ID@" not found',
  PARTNER_CATALOG_ITEM_NOT_FOUND: "Partner catalog item with id provided not found [@ID@]",
  PARTNER_DATA_NOT_VALID_JSON_STRING: "Partner data must be a valid json string",
  PARTNER_NOT_VENDOR: "Partner [@PARTNER_ID@] is not of type vendor",
  PRIVACY_CONTEXT_INVALID_STRING: 'Privacy context is invalid "@CONTEXT@"',
  PROPERTY_VALIDATION_ADMIN_PROPERTY: 'The property "@PROP_NAME@" is updatable with admin session only',
  PROPERTY_VALIDATION_ALL_MUST_BE_NULL_BUT_ONE:
    "Only one of the passed properties: @PROP_NAME@ should not be null",
  PROPERTY_VALIDATION_CANNOT_BE_NULL: 'The property "@PROP_NAME@" cannot be null',
  PROPERTY_VALIDATION_MAX_LENGTH: 'The property "@PROP_NAME@" cannot have more than @MAX_LEN@ characters',
  PROPERTY_VALIDATION_MAX_VALUE: 'The property "@PROP_NAME@" must have a max value of @MAX_VAL@',
  PROPERTY_VALIDATION_MIN_LENGTH: 'The property "@PROP_NAME@" must have a min length of @MIN_LEN@ characters',
  PROPERTY_VALIDATION_MIN_VALUE: 'The property "@PROP_NAME@" must have a min value of @MIN_VAL@',
  PROPERTY_VALIDATION_NOT_UPDATABLE: 'The property "@PROP_NAME@" cannot be updated',
  PROPERTY_VALIDATION_UNTIL_NOT_VALID: 'The property "@PROP_NAME@" is not valid',
  QUERY_EXCEEDED_MAX_MATCHES_ALLOWED: "Unable to generate list. max matches value was reached",
  REACH_PROFILE_NOT_FOUND: "Reach profile with id provided not found [@ID@]",
  RECORDING_DISABLED: "Record status attribute cannot be set, account has recording feature disabled",
  RECORDING_FLOW_NOT_COMPLETE: "Recording flow of entry [@ENTRY_ID@] is not complete",
  RECURRENCE_CANT_BE_DELETE:
    "Recurence [@ID@] cannot be deleted, use cancel or delete the parent recurring event [@PARENT_ID@]",
  RECURRENCE_LINKED_EVENT_CONFLICT: "Recurring events cannot be linked",
  REQUIRE_CAPTION: "Caption Asset must be provided for catalog item [@CATALOG_ITEM_ID@]",
  RESPONSE_PROFILE_NAME_NOT_FOUND: 'Response profile system name "@NAME@" not found',
  RESOURCE_TYPE_NOT_SUPPORTED: 'Resource type "@RES_TYPE@" not supported',
  SCHEDULE_EVENT_ID_NOT_FOUND: "Schedule Event id [@ID@] not found",
  SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED: " Can't update from type [@SOURCE_TYPE@] to type [@TARGET_TYPE@]",
  SCHEDULE_TIME_IN_USE: "Another event is already scheduled during this time",
  SERVICE_DOES_NOT_EXISTS: 'Service "@SRV_NAME@" does not exists',
  SERVICE_FORBIDDEN: "The access to service [@SERVICE@] is forbidden",
  SERVICE_FORBIDDEN_CONTENT_BLOCKED:
    "The access to this service is forbidden since the specified partner is blocked",
  START_SESSION_ERROR: "Error while starting session for partner [@PID@]",
  START_TIME_AND_LINKED_TO_CONFLICT: "Event cannot have both fields startDate and linkedTo set",
  START_TIME_AND_LINKED_TO_NOT_SET: "Event must have either fields StartTime or LinkedTo set",
  START_TIME_CANNOT_BE_LESS_THAN_0: "Start time cannot be less than 0",
  START_TIME_IS_BIGGER_THAN_ENTRY_END_TIME:
    "Start time of the cue point [@CUE_POINT_ID@] cannot be bigger than entry end time [@END_TIME@]",
  SYSTEM_NAME_ALREADY_EXISTS: "System name [@SYS_NAME@] already exists",
  TARGET_LANGUAGE_NOT_SUPPORTED: "Cannot set [@LANGUAGE@] as target language",
  TASK_EVENT_ENTRY_ID_MISMATCH: "Task entry id [@ENTRY_ID@] does not match scheduled event [@EVENT_ID@]",
  TASK_NOT_CREATED: "Failed to create task for entry [@ENTRY_ID@] and catalog item [@CATALOG_ITEM_ID@]",
  THUMB_ASSET_DOWNLOAD_FAILED: 'Failed to download thumbnail from URL "@URL_PATH@"',
  THUMB_ASSET_ID_NOT_FOUND: 'The Thumbnail asset id "@ID@" not found',
  THUMB_ASSET_IS_DEFAULT: 'Thumbnail asset "@ASSET@" is default and could not be deleted',
  THUMB_ASSET_IS_NOT_READY: "The thumbnail asset is not ready",
  TOO_LATE_ORDER:
    "Task created too late for event [@EVENT_ID@], minimal order time for catalog item [@CATALOG_ITEM_ID@] is [@MINIMAL_ORDER_TIME@ min]",
  TOO_LONG_SCHEDULED_TASK:
    "The task duration [@TASK_DURATION@] is exceeding the limit [@DURATION_LIMIT@] defined in catalogItem [@CATALOG_ITEM_ID@]",
  UNKNOWN_RESPONSE_FORMAT: "Response format provided [@FORMAT@] is not supported",
  UPLOAD_TOKEN_CANNOT_RESUME: "Cannot resume the upload, original file was not found",
  UPLOAD_TOKEN_INVALID_STATUS_FOR_ADD_ENTRY:
    "Upload token is in an invalid status for adding entry, maybe the a file was not uploaded or the token was used",
  UPLOAD_TOKEN_INVALID_STATUS_FOR_UPLOAD:
    "Upload token is in an invalid status for uploading a file, maybe the file was already uploaded",
  UPLOAD_TOKEN_MISSING_FILE_SIZE: "FileSize is mandatory when enabling autoFinalize",
  UPLOAD_TOKEN_NOT_FOUND: "Upload token not found",
  USER_EMAIL_NOT_FOUND: "Email address for user [@USER_ID@] was not found",
  VENDOR_CATALOG_ITEM_ALREADY_ENABLED_ON_PARTNER:
    "Vendor catalog item with id [@ID@] already enabled for partner [@PARTNER_ID@]",
  VENDOR_CATALOG_ITEM_DUPLICATE_SYSTEM_NAME: "Vendor catalog item with system name [@NAME@] already exists.",
  VENDOR_PARTNER_ID_NOT_FOUND: "Partner id provided [@PARTNER_ID@] not found",
  VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA: "Registration Form Schema must be a valid json string",
  VIRTUAL_EVENT_NOT_FOUND: "Virtual Event [@ID@] not found",
  WRONG_REQUEST_LANGUAGE:
    ' Language must be set to MULTI when adding MultiLingualString. Given ["@LANGUAGE@"]',
} as const;

/** Codes of the catalogue. To add an error, add its template above. */
export type ErrorCode = keyof typeof catalogue;

/** Arguments as a service gives them; numbers are welcome, a missing one reads "N/A". */
export type ErrorArgs = Record<string, string | number | undefined>;

/** What a service throws and the wire layer turns into a KalturaAPIException. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly code: string,
    message: string,
    readonly args: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** An error out of the catalogue: `throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: id })`. */
export function apiError(code: ErrorCode, args: ErrorArgs = {}): ApiError {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(args)) {
    texts[name] = value === undefined ? "N/A" : stripTags(String(value));
  }
  const message = catalogue[code].replace(/@([A-Z_]+)@/g, (whole, name: string) => texts[name] ?? whole);
  return new ApiError(code, message, texts);
}

/** The answer dies without a body, as the server does on some failures inside PHP. */
export class EmptyAnswer extends Error {
  override name = "EmptyAnswer";
}

function stripTags(text: string): string {
  return text.replace(/<\/?[a-zA-Z!][^>]*>/g, "");
}

/** What the server does to texts of libxml before it puts them into an error. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#039;");
}
