CREATE TABLE `stores` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`external_key` text NOT NULL,
	`name` text NOT NULL,
	`url` text,
	`state` text NOT NULL,
	`state_reason` text,
	`currency` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`country` text,
	`settings` text NOT NULL,
	`credentials_enc` text,
	`webhook_secret_enc` text,
	`own_secret_enc` text NOT NULL,
	`smtp_url_enc` text,
	`renewing_until` integer,
	`lapsed_at` integer,
	`lapsed_reason` text,
	`granted_scopes` text,
	`granted_at` integer,
	`connected_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`orders_seen_until` integer,
	`tail_watermark` integer,
	`tail_failing_since` integer,
	`tail_reason` text,
	`last_webhook_at` integer,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stores_by_key` ON `stores` (`platform`,`external_key`);
--> statement-breakpoint
CREATE TABLE `store_due` (
	`store_id` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `store_due_by_time` ON `store_due` (`due_at`);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`store_id` text,
	`store_key` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`topic` text NOT NULL,
	`encoding` text NOT NULL,
	`received_at` integer NOT NULL,
	`body` text,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`processed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`platform`,`store_key`,`dedupe_key`);
--> statement-breakpoint
CREATE INDEX `deliveries_to_process` ON `deliveries` (`next_attempt_at`) WHERE state = 'received';
--> statement-breakpoint
CREATE INDEX `deliveries_dead` ON `deliveries` (`store_id`) WHERE state = 'dead';
--> statement-breakpoint
CREATE INDEX `deliveries_by_store` ON `deliveries` (`store_id`,`id`);
--> statement-breakpoint
CREATE INDEX `deliveries_by_state` ON `deliveries` (`state`,`platform`,`id`);
--> statement-breakpoint
CREATE INDEX `deliveries_with_body` ON `deliveries` (`received_at`) WHERE body is not null;
--> statement-breakpoint
CREATE TABLE `carts` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`external_id` text NOT NULL,
	`shopper_id` text,
	`registers` text NOT NULL,
	`return_url_enc` text,
	`state` text NOT NULL,
	`closed_reason` text,
	`redacted` integer NOT NULL,
	`email` text,
	`email_key` text,
	`phone` text,
	`phone_key` text,
	`name` text,
	`registered` integer,
	`locale` text,
	`country` text,
	`currency` text,
	`total_minor` integer,
	`lines_count` integer NOT NULL,
	`started_at` integer NOT NULL,
	`last_activity_at` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`lapsed_at` integer,
	`judge_at` integer,
	`order_id` text,
	`credit` text,
	`search_hash` text,
	`platform_reminded_at` integer,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `carts_by_external_id` ON `carts` (`store_id`,`external_id`);
--> statement-breakpoint
CREATE INDEX `carts_by_activity` ON `carts` (`store_id`,`last_activity_at`,`id`,`state`,`lapsed_at`,`email_key`,`phone_key`,`total_minor`,`currency`,`registered`,`country`);
--> statement-breakpoint
CREATE INDEX `carts_by_state` ON `carts` (`store_id`,`state`,`last_activity_at`,`id`,`total_minor`);
--> statement-breakpoint
CREATE INDEX `carts_by_total` ON `carts` (`store_id`,`total_minor`,`id`,`last_activity_at`,`state`,`lapsed_at`,`email_key`,`phone_key`);
--> statement-breakpoint
CREATE INDEX `carts_by_country` ON `carts` (`store_id`,`country`);
--> statement-breakpoint
CREATE INDEX `carts_in_odd_currencies` ON `carts` (`store_id`) WHERE currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF', 'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND', 'CLF', 'UYW');
--> statement-breakpoint
CREATE INDEX `carts_by_shopper` ON `carts` (`store_id`,`shopper_id`);
--> statement-breakpoint
CREATE INDEX `carts_by_email` ON `carts` (`store_id`,`email_key`);
--> statement-breakpoint
CREATE INDEX `carts_by_phone` ON `carts` (`store_id`,`phone_key`);
--> statement-breakpoint
CREATE INDEX `carts_by_order` ON `carts` (`store_id`,`order_id`) WHERE order_id is not null;
--> statement-breakpoint
CREATE INDEX `carts_to_retire` ON `carts` (`store_id`,`started_at`) WHERE not redacted;
--> statement-breakpoint
CREATE INDEX `carts_to_judge` ON `carts` (`store_id`,`judge_at`) WHERE judge_at is not null;
--> statement-breakpoint
CREATE TABLE `cart_refs` (
	`store_id` text NOT NULL,
	`ref` text NOT NULL,
	`cart_id` text NOT NULL,
	PRIMARY KEY(`store_id`, `ref`, `cart_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cart_refs_by_cart` ON `cart_refs` (`cart_id`);
--> statement-breakpoint
CREATE TABLE `cart_words` (
	`store_id` text NOT NULL,
	`word` text NOT NULL,
	`last_activity_at` integer NOT NULL,
	`cart_id` text NOT NULL,
	PRIMARY KEY(`store_id`, `word`, `last_activity_at`, `cart_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cart_words_by_cart` ON `cart_words` (`cart_id`);
--> statement-breakpoint
CREATE TABLE `timeline` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`cart_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`facts` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_by_cart` ON `timeline` (`store_id`,`cart_id`,`id`);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`external_id` text NOT NULL,
	`number` text,
	`stamp_version` integer NOT NULL,
	`stamp_tie` text NOT NULL,
	`snapshot` text NOT NULL,
	`pay_url_enc` text,
	`payment_state` text NOT NULL,
	`payment_method` text NOT NULL,
	`fulfilment_state` text NOT NULL,
	`meaning` text NOT NULL,
	`meaning_at` integer,
	`money_authorized` integer NOT NULL,
	`placed_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`cancelled_at` integer,
	`first_seen_at` integer NOT NULL,
	`unheard_since` integer,
	`email_key` text,
	`phone_key` text,
	`shopper_id` text,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`net_currency` text NOT NULL,
	`net_minor` integer NOT NULL,
	`test` integer NOT NULL,
	`origin` text NOT NULL,
	`cart_id` text,
	`credit_kind` text,
	`credit_message_id` text,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_by_external_id` ON `orders` (`store_id`,`external_id`);
--> statement-breakpoint
CREATE INDEX `orders_by_time` ON `orders` (`store_id`,`placed_at`,`id`);
--> statement-breakpoint
CREATE INDEX `orders_by_email` ON `orders` (`store_id`,`email_key`,`placed_at`);
--> statement-breakpoint
CREATE INDEX `orders_by_phone` ON `orders` (`store_id`,`phone_key`,`placed_at`);
--> statement-breakpoint
CREATE INDEX `orders_by_shopper` ON `orders` (`store_id`,`shopper_id`,`placed_at`);
--> statement-breakpoint
CREATE INDEX `orders_by_cart` ON `orders` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE INDEX `orders_to_retire` ON `orders` (`store_id`,`placed_at`) WHERE (email_key is not null or phone_key is not null);
--> statement-breakpoint
CREATE TABLE `order_refs` (
	`store_id` text NOT NULL,
	`ref` text NOT NULL,
	`order_id` text NOT NULL,
	PRIMARY KEY(`store_id`, `ref`, `order_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `order_refs_by_order` ON `order_refs` (`order_id`);
--> statement-breakpoint
CREATE TABLE `shoppers` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`identity_key` text NOT NULL,
	`email` text,
	`email_key` text,
	`phone` text,
	`phone_key` text,
	`name` text,
	`registered` integer,
	`locale` text,
	`country` text,
	`customer_id` text,
	`trusted_at` integer,
	`first_seen_at` integer NOT NULL,
	`last_activity_at` integer NOT NULL,
	`carts_count` integer NOT NULL,
	`orders_count` integer NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shoppers_by_identity` ON `shoppers` (`store_id`,`identity_key`);
--> statement-breakpoint
CREATE INDEX `shoppers_by_activity` ON `shoppers` (`store_id`,`last_activity_at`,`id`);
--> statement-breakpoint
CREATE INDEX `shoppers_by_registration` ON `shoppers` (`store_id`,`registered`,`last_activity_at`,`id`);
--> statement-breakpoint
CREATE INDEX `shoppers_by_email` ON `shoppers` (`store_id`,`email_key`);
--> statement-breakpoint
CREATE INDEX `shoppers_by_phone` ON `shoppers` (`store_id`,`phone_key`);
--> statement-breakpoint
CREATE INDEX `shoppers_by_customer` ON `shoppers` (`store_id`,`customer_id`);
--> statement-breakpoint
CREATE TABLE `phone_owners` (
	`store_id` text NOT NULL,
	`phone_key` text NOT NULL,
	`email_key` text NOT NULL,
	`last_seen_at` integer NOT NULL,
	PRIMARY KEY(`store_id`, `phone_key`, `email_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `consents` (
	`store_id` text NOT NULL,
	`key` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`wording` text,
	PRIMARY KEY(`store_id`, `key`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `suppressions` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`key_hash` text NOT NULL,
	`channel` text NOT NULL,
	`purpose` text NOT NULL,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`hint` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suppressions_once` ON `suppressions` (`store_id`,`key_hash`,`channel`,`purpose`);
--> statement-breakpoint
CREATE INDEX `suppressions_by_store` ON `suppressions` (`store_id`,`id`);
--> statement-breakpoint
CREATE TABLE `tombstones` (
	`store_id` text NOT NULL,
	`key_hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`store_id`, `key_hash`)
);
--> statement-breakpoint
CREATE TABLE `contact_log` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`cart_id` text NOT NULL,
	`shopper_id` text,
	`at` integer NOT NULL,
	`channel` text NOT NULL,
	`reached` integer NOT NULL,
	`answer` text NOT NULL,
	`reason` text,
	`notes` text NOT NULL,
	`next_attempt_at` integer,
	`task_due_at` integer
);
--> statement-breakpoint
CREATE INDEX `contact_log_by_cart` ON `contact_log` (`store_id`,`cart_id`,`id`);
--> statement-breakpoint
CREATE INDEX `contact_log_by_shopper` ON `contact_log` (`store_id`,`shopper_id`,`id`);
--> statement-breakpoint
CREATE INDEX `contact_log_reasons` ON `contact_log` (`store_id`,`at`) WHERE reason is not null;
--> statement-breakpoint
CREATE INDEX `contact_log_tasks` ON `contact_log` (`store_id`,`task_due_at`) WHERE task_due_at is not null;
--> statement-breakpoint
CREATE TABLE `episodes` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`shopper_id` text NOT NULL,
	`flow` text NOT NULL,
	`cart_id` text NOT NULL,
	`order_id` text,
	`trigger` text,
	`campaign_id` text,
	`since_at` integer,
	`anchor_at` integer NOT NULL,
	`late_ms` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`ended_at` integer,
	`end_reason` text,
	`holdout` integer,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `episodes_one_open` ON `episodes` (`store_id`,`shopper_id`,`flow`) WHERE ended_at is null and order_id is null and campaign_id is null;
--> statement-breakpoint
CREATE UNIQUE INDEX `episodes_once_per_silence` ON `episodes` (`store_id`,`shopper_id`,`trigger`,`anchor_at`) WHERE trigger is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX `episodes_once_per_campaign` ON `episodes` (`campaign_id`,`shopper_id`) WHERE campaign_id is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX `episodes_once_per_order` ON `episodes` (`store_id`,`order_id`) WHERE order_id is not null;
--> statement-breakpoint
CREATE INDEX `episodes_of_campaign_open` ON `episodes` (`campaign_id`) WHERE campaign_id is not null and ended_at is null;
--> statement-breakpoint
CREATE INDEX `episodes_by_cart` ON `episodes` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE INDEX `episodes_by_shopper` ON `episodes` (`store_id`,`shopper_id`,`opened_at`);
--> statement-breakpoint
CREATE INDEX `episodes_by_time` ON `episodes` (`store_id`,`flow`,`opened_at`);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`episode_id` text,
	`flow` text,
	`step_id` text,
	`step_index` integer,
	`cart_id` text NOT NULL,
	`shopper_id` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`due_at` integer NOT NULL,
	`planned_at` integer NOT NULL,
	`claimed_until` integer,
	`waits` integer NOT NULL,
	`shelf_ends_at` integer NOT NULL,
	`locale` text,
	`to_address` text,
	`subject` text,
	`content` text,
	`sent_at` integer,
	`accepted_at` integer,
	`settled_at` integer,
	`message_id_header` text,
	`provider_id` text,
	`attempts_count` integer NOT NULL,
	`last_verdict` text,
	`by_hand` integer NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_once_per_step` ON `messages` (`episode_id`,`flow`,`step_id`);
--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`store_id`,`due_at`) WHERE state = 'planned';
--> statement-breakpoint
CREATE INDEX `messages_in_hand` ON `messages` (`claimed_until`) WHERE state in ('claimed', 'sending');
--> statement-breakpoint
CREATE INDEX `messages_uncertain` ON `messages` (`sent_at`) WHERE state = 'uncertain';
--> statement-breakpoint
CREATE INDEX `messages_by_cart` ON `messages` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE INDEX `messages_by_shopper` ON `messages` (`store_id`,`shopper_id`,`sent_at`);
--> statement-breakpoint
CREATE INDEX `messages_by_store` ON `messages` (`store_id`,`id`);
--> statement-breakpoint
CREATE INDEX `messages_by_sending` ON `messages` (`sent_at`,`id`);
--> statement-breakpoint
CREATE INDEX `messages_by_state` ON `messages` (`state`,`channel`);
--> statement-breakpoint
CREATE INDEX `messages_by_provider_id` ON `messages` (`provider_id`);
--> statement-breakpoint
CREATE INDEX `messages_by_header` ON `messages` (`message_id_header`);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`message_id` text NOT NULL,
	`channel` text NOT NULL,
	`number` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text,
	`reason` text,
	`provider_id` text,
	`quiet_hours` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_by_message` ON `attempts` (`message_id`,`channel`,`number`);
--> statement-breakpoint
CREATE TABLE `hand_written` (
	`message_id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`cart_id` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`coupon_code` text,
	`confirmed` integer NOT NULL,
	`request_key` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hand_written_once` ON `hand_written` (`store_id`,`request_key`);
--> statement-breakpoint
CREATE INDEX `hand_written_by_cart` ON `hand_written` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE TABLE `links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`kind` text NOT NULL,
	`message_id` text,
	`cart_id` text NOT NULL,
	`shopper_id` text,
	`channel` text NOT NULL,
	`coupon_code` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `links_by_message` ON `links` (`message_id`);
--> statement-breakpoint
CREATE INDEX `links_by_cart` ON `links` (`cart_id`);
--> statement-breakpoint
CREATE INDEX `links_by_end` ON `links` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `clicks` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`token_hash` text NOT NULL,
	`link_kind` text NOT NULL,
	`message_id` text,
	`cart_id` text NOT NULL,
	`shopper_id` text,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`counted_on` text
);
--> statement-breakpoint
CREATE INDEX `clicks_by_subject` ON `clicks` (`store_id`,`subject`);
--> statement-breakpoint
CREATE INDEX `clicks_by_message` ON `clicks` (`message_id`,`at`);
--> statement-breakpoint
CREATE INDEX `clicks_by_cart` ON `clicks` (`store_id`,`cart_id`,`at`);
--> statement-breakpoint
CREATE INDEX `clicks_counted` ON `clicks` (`store_id`,`counted_on`) WHERE counted_on is not null;
--> statement-breakpoint
CREATE TABLE `evidence` (
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`store_id`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `contributions` (
	`store_id` text NOT NULL,
	`order_id` text NOT NULL,
	`bought_at` integer NOT NULL,
	`credit_kind` text,
	`message_id` text,
	`flow` text,
	`step_id` text,
	`channel` text,
	`episode_day` text,
	`order_day` text,
	`currency` text,
	`revenue_minor` integer,
	`revision` integer NOT NULL,
	PRIMARY KEY(`store_id`, `order_id`)
);
--> statement-breakpoint
CREATE INDEX `contributions_by_message` ON `contributions` (`store_id`,`message_id`);
--> statement-breakpoint
CREATE INDEX `contributions_by_episode_day` ON `contributions` (`store_id`,`episode_day`);
--> statement-breakpoint
CREATE INDEX `contributions_by_order_day` ON `contributions` (`store_id`,`order_day`);
--> statement-breakpoint
CREATE TABLE `daily` (
	`store_id` text NOT NULL,
	`day` text NOT NULL,
	`basis` text NOT NULL,
	`flow` text NOT NULL,
	`step_id` text NOT NULL,
	`channel` text NOT NULL,
	`currency` text NOT NULL,
	`abandoned` integer NOT NULL,
	`reached` integer NOT NULL,
	`delivered` integer NOT NULL,
	`read` integer NOT NULL,
	`failed` integer NOT NULL,
	`replied` integer NOT NULL,
	`clicked` integer NOT NULL,
	`recovered` integer NOT NULL,
	`assisted` integer NOT NULL,
	`revenue_minor` integer NOT NULL,
	PRIMARY KEY(`store_id`, `basis`, `day`, `flow`, `step_id`, `channel`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `flows` (
	`store_id` text NOT NULL,
	`kind` text NOT NULL,
	`enabled` integer NOT NULL,
	`enabled_at` integer,
	`config` text NOT NULL,
	`revision` integer NOT NULL,
	PRIMARY KEY(`store_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`scope` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`hash`);
--> statement-breakpoint
CREATE INDEX `api_keys_by_store` ON `api_keys` (`store_id`,`id`);
--> statement-breakpoint
CREATE TABLE `login_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_by_end` ON `sessions` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `mailbox` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`message_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`raw` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `data_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`person_enc` text NOT NULL,
	`person_hash` text NOT NULL,
	`received_at` integer NOT NULL,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `data_requests_by_store` ON `data_requests` (`store_id`,`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_requests_one_waiting` ON `data_requests` (`store_id`,`person_hash`) WHERE answered_at is null;
--> statement-breakpoint
CREATE TABLE `products` (
	`store_id` text NOT NULL,
	`product_id` text NOT NULL,
	`image_url` text,
	`url` text,
	`available` integer,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`store_id`, `product_id`)
);
--> statement-breakpoint
CREATE INDEX `products_by_age` ON `products` (`seen_at`);
--> statement-breakpoint
CREATE TABLE `connect_states` (
	`hash` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`browser_hash` text NOT NULL,
	`begun` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`store_id` text,
	`refusal` text,
	`signed_in_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connect_states_by_browser` ON `connect_states` (`browser_hash`);
--> statement-breakpoint
CREATE INDEX `connect_states_by_end` ON `connect_states` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `errands` (
	`store_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer,
	`claimed_until` integer,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`reason` text,
	`done_at` integer,
	`progress` text,
	PRIMARY KEY(`store_id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `errands_by_time` ON `errands` (`due_at`);
--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`repair` integer NOT NULL,
	`origin` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`held_until` integer NOT NULL,
	`attempts` integer NOT NULL,
	`orders` integer NOT NULL,
	`carts` integer NOT NULL,
	`found` integer NOT NULL,
	`repaired` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reconciliations_by_store` ON `reconciliations` (`store_id`,`id`);
--> statement-breakpoint
CREATE INDEX `reconciliations_by_origin` ON `reconciliations` (`store_id`,`origin`,`id`);
--> statement-breakpoint
CREATE INDEX `reconciliations_running` ON `reconciliations` (`held_until`) WHERE state = 'running';
--> statement-breakpoint
CREATE TABLE `discrepancies` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`reconciliation_id` text NOT NULL,
	`subject` text NOT NULL,
	`external_id` text NOT NULL,
	`reason` text NOT NULL,
	`details` text,
	`repaired` integer NOT NULL,
	`email_hash` text,
	`phone_hash` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `discrepancies_once` ON `discrepancies` (`reconciliation_id`,`subject`,`external_id`,`reason`);
--> statement-breakpoint
CREATE INDEX `discrepancies_by_reconciliation` ON `discrepancies` (`reconciliation_id`,`id`);
--> statement-breakpoint
CREATE INDEX `discrepancies_by_thing` ON `discrepancies` (`store_id`,`external_id`);
--> statement-breakpoint
CREATE INDEX `discrepancies_by_email` ON `discrepancies` (`store_id`,`email_hash`);
--> statement-breakpoint
CREATE INDEX `discrepancies_by_phone` ON `discrepancies` (`store_id`,`phone_hash`);
--> statement-breakpoint
CREATE TABLE `forged_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`topic` text NOT NULL,
	`order_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `forged_by_store` ON `forged_deliveries` (`store_id`,`id`);
--> statement-breakpoint
CREATE INDEX `forged_by_order` ON `forged_deliveries` (`store_id`,`order_id`);
--> statement-breakpoint
CREATE INDEX `forged_by_time` ON `forged_deliveries` (`at`);
--> statement-breakpoint
CREATE TABLE `forged_days` (
	`platform` text NOT NULL,
	`store_id` text NOT NULL,
	`day` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`store_id`, `platform`, `day`)
);
--> statement-breakpoint
CREATE INDEX `forged_days_by_day` ON `forged_days` (`day`);
--> statement-breakpoint
CREATE TABLE `coupons` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`subject` text NOT NULL,
	`episode_id` text,
	`flow` text,
	`step_id` text,
	`cart_id` text,
	`shopper_id` text,
	`type` text NOT NULL,
	`value` text,
	`text` text,
	`currency` text,
	`minimum_minor` integer,
	`minimum_currency` text,
	`code` text,
	`code_key` text,
	`single_use` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`tries` integer NOT NULL,
	`retry_at` integer,
	`external_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`handed_at` integer,
	`message_id` text,
	`order_id` text,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `coupons_once` ON `coupons` (`store_id`,`subject`);
--> statement-breakpoint
CREATE INDEX `coupons_by_run` ON `coupons` (`episode_id`);
--> statement-breakpoint
CREATE INDEX `coupons_by_code` ON `coupons` (`store_id`,`code_key`);
--> statement-breakpoint
CREATE INDEX `coupons_by_shopper` ON `coupons` (`store_id`,`shopper_id`,`handed_at`);
--> statement-breakpoint
CREATE INDEX `coupons_by_cart` ON `coupons` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE INDEX `coupons_handed` ON `coupons` (`store_id`,`handed_at`) WHERE handed_at is not null;
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`config` text NOT NULL,
	`created_at` integer NOT NULL,
	`request_key` text,
	`fixed_until` text,
	`fixed_at` integer,
	`next_release_at` integer NOT NULL,
	`give_up_at` integer,
	`paused_at` integer,
	`ended_at` integer,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaigns_by_store` ON `campaigns` (`store_id`,`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_once_per_request` ON `campaigns` (`store_id`,`request_key`) WHERE request_key is not null;
--> statement-breakpoint
CREATE INDEX `campaigns_running` ON `campaigns` (`id`) WHERE state = 'running';
--> statement-breakpoint
CREATE TABLE `campaign_recipients` (
	`campaign_id` text NOT NULL,
	`store_id` text NOT NULL,
	`shopper_id` text NOT NULL,
	`since_at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`look_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `shopper_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_recipients_waiting` ON `campaign_recipients` (`campaign_id`,`look_at`,`shopper_id`) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX `campaign_recipients_by_shopper` ON `campaign_recipients` (`store_id`,`shopper_id`);
--> statement-breakpoint
CREATE INDEX `campaign_recipients_by_state` ON `campaign_recipients` (`campaign_id`,`state`,`reason`);
--> statement-breakpoint
CREATE TABLE `silences` (
	`store_id` text NOT NULL,
	`trigger` text NOT NULL,
	`seen_until` integer NOT NULL,
	`seen_shopper` text NOT NULL,
	PRIMARY KEY(`store_id`, `trigger`)
);
--> statement-breakpoint
CREATE TABLE `outbound_webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`store_id` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`secret_enc` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`failing_since` integer,
	`answered_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbound_webhooks_by_store` ON `outbound_webhooks` (`store_id`,`id`);
--> statement-breakpoint
CREATE TABLE `webhook_calls` (
	`webhook_id` text NOT NULL,
	`event_id` text NOT NULL,
	`store_id` text NOT NULL,
	`event` text NOT NULL,
	`cart_id` text NOT NULL,
	`order_id` text,
	`message_id` text,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`status` integer,
	`reason` text,
	`ended_at` integer,
	PRIMARY KEY(`webhook_id`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_calls_due` ON `webhook_calls` (`next_attempt_at`) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX `webhook_calls_by_webhook` ON `webhook_calls` (`webhook_id`,`at`);
--> statement-breakpoint
CREATE INDEX `webhook_calls_by_store` ON `webhook_calls` (`store_id`,`event_id`);
--> statement-breakpoint
CREATE INDEX `webhook_calls_by_cart` ON `webhook_calls` (`store_id`,`cart_id`);
--> statement-breakpoint
CREATE INDEX `webhook_calls_by_message` ON `webhook_calls` (`message_id`) WHERE message_id is not null;
--> statement-breakpoint
CREATE INDEX `webhook_calls_ended` ON `webhook_calls` (`ended_at`) WHERE ended_at is not null;
