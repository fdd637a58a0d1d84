CREATE TABLE "stores" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"external_key" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"state_reason" text COLLATE "C",
	"currency" text COLLATE "C" NOT NULL,
	"locale" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" NOT NULL,
	"country" text COLLATE "C",
	"settings" text NOT NULL,
	"credentials_enc" text COLLATE "C",
	"webhook_secret_enc" text COLLATE "C",
	"own_secret_enc" text COLLATE "C" NOT NULL,
	"smtp_url_enc" text COLLATE "C",
	"renewing_until" timestamp (3) with time zone,
	"lapsed_at" timestamp (3) with time zone,
	"lapsed_reason" text COLLATE "C",
	"granted_scopes" text,
	"granted_at" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"orders_seen_until" timestamp (3) with time zone,
	"tail_watermark" timestamp (3) with time zone,
	"tail_failing_since" timestamp (3) with time zone,
	"tail_reason" text COLLATE "C",
	"last_webhook_at" timestamp (3) with time zone,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "store_due" (
	"store_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"store_id" text COLLATE "C",
	"store_key" text COLLATE "C" NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"encoding" text COLLATE "C" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"body" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "carts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C",
	"registers" text COLLATE "C" NOT NULL,
	"return_url_enc" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"closed_reason" text COLLATE "C",
	"redacted" boolean NOT NULL,
	"email" text COLLATE "C",
	"email_key" text COLLATE "C",
	"phone" text COLLATE "C",
	"phone_key" text COLLATE "C",
	"name" text COLLATE "C",
	"registered" boolean,
	"locale" text COLLATE "C",
	"country" text COLLATE "C",
	"currency" text COLLATE "C",
	"total_minor" bigint,
	"lines_count" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"lapsed_at" timestamp (3) with time zone,
	"judge_at" timestamp (3) with time zone,
	"order_id" text COLLATE "C",
	"credit" text,
	"search_hash" text COLLATE "C",
	"platform_reminded_at" timestamp (3) with time zone,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_refs" (
	"store_id" text COLLATE "C" NOT NULL,
	"ref" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "cart_refs_store_id_ref_cart_id_pk" PRIMARY KEY("store_id","ref","cart_id")
);
--> statement-breakpoint
CREATE TABLE "cart_words" (
	"store_id" text COLLATE "C" NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "cart_words_store_id_word_last_activity_at_cart_id_pk" PRIMARY KEY("store_id","word","last_activity_at","cart_id")
);
--> statement-breakpoint
CREATE TABLE "timeline" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"facts" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C",
	"stamp_version" bigint NOT NULL,
	"stamp_tie" text COLLATE "C" NOT NULL,
	"snapshot" text NOT NULL,
	"pay_url_enc" text COLLATE "C",
	"payment_state" text COLLATE "C" NOT NULL,
	"payment_method" text COLLATE "C" NOT NULL,
	"fulfilment_state" text COLLATE "C" NOT NULL,
	"meaning" text COLLATE "C" NOT NULL,
	"meaning_at" timestamp (3) with time zone,
	"money_authorized" boolean NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"unheard_since" timestamp (3) with time zone,
	"email_key" text COLLATE "C",
	"phone_key" text COLLATE "C",
	"shopper_id" text COLLATE "C",
	"currency" text COLLATE "C" NOT NULL,
	"total_minor" bigint NOT NULL,
	"net_currency" text COLLATE "C" NOT NULL,
	"net_minor" bigint NOT NULL,
	"test" boolean NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C",
	"credit_kind" text COLLATE "C",
	"credit_message_id" text COLLATE "C",
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_refs" (
	"store_id" text COLLATE "C" NOT NULL,
	"ref" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "order_refs_store_id_ref_order_id_pk" PRIMARY KEY("store_id","ref","order_id")
);
--> statement-breakpoint
CREATE TABLE "shoppers" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"identity_key" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C",
	"email_key" text COLLATE "C",
	"phone" text COLLATE "C",
	"phone_key" text COLLATE "C",
	"name" text COLLATE "C",
	"registered" boolean,
	"locale" text COLLATE "C",
	"country" text COLLATE "C",
	"customer_id" text COLLATE "C",
	"trusted_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"carts_count" integer NOT NULL,
	"orders_count" integer NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phone_owners" (
	"store_id" text COLLATE "C" NOT NULL,
	"phone_key" text COLLATE "C" NOT NULL,
	"email_key" text COLLATE "C" NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "phone_owners_store_id_phone_key_email_key_pk" PRIMARY KEY("store_id","phone_key","email_key")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"store_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"wording" text COLLATE "C",
	CONSTRAINT "consents_store_id_key_channel_pk" PRIMARY KEY("store_id","key","channel")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"key_hash" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"hint" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"store_id" text COLLATE "C" NOT NULL,
	"key_hash" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tombstones_store_id_key_hash_pk" PRIMARY KEY("store_id","key_hash")
);
--> statement-breakpoint
CREATE TABLE "contact_log" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C",
	"at" timestamp (3) with time zone NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"reached" boolean NOT NULL,
	"answer" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"notes" text COLLATE "C" NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"task_due_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "episodes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C" NOT NULL,
	"flow" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C",
	"trigger" text COLLATE "C",
	"campaign_id" text COLLATE "C",
	"since_at" timestamp (3) with time zone,
	"anchor_at" timestamp (3) with time zone NOT NULL,
	"late_ms" bigint NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text COLLATE "C",
	"holdout" boolean,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"episode_id" text COLLATE "C",
	"flow" text COLLATE "C",
	"step_id" text COLLATE "C",
	"step_index" integer,
	"cart_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"due_at" timestamp (3) with time zone NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"waits" integer NOT NULL,
	"shelf_ends_at" timestamp (3) with time zone NOT NULL,
	"locale" text COLLATE "C",
	"to_address" text COLLATE "C",
	"subject" text COLLATE "C",
	"content" text,
	"sent_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"message_id_header" text COLLATE "C",
	"provider_id" text COLLATE "C",
	"attempts_count" integer NOT NULL,
	"last_verdict" text COLLATE "C",
	"by_hand" boolean NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text COLLATE "C",
	"reason" text COLLATE "C",
	"provider_id" text COLLATE "C",
	"quiet_hours" text
);
--> statement-breakpoint
CREATE TABLE "hand_written" (
	"message_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"coupon_code" text COLLATE "C",
	"confirmed" boolean NOT NULL,
	"request_key" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "links" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C",
	"cart_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C",
	"channel" text COLLATE "C" NOT NULL,
	"coupon_code" text COLLATE "C",
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clicks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"link_kind" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C",
	"cart_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C",
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"counted_on" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"store_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "evidence_store_id_subject_pk" PRIMARY KEY("store_id","subject")
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"store_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"bought_at" timestamp (3) with time zone NOT NULL,
	"credit_kind" text COLLATE "C",
	"message_id" text COLLATE "C",
	"flow" text COLLATE "C",
	"step_id" text COLLATE "C",
	"channel" text COLLATE "C",
	"episode_day" text COLLATE "C",
	"order_day" text COLLATE "C",
	"currency" text COLLATE "C",
	"revenue_minor" bigint,
	"revision" integer NOT NULL,
	CONSTRAINT "contributions_store_id_order_id_pk" PRIMARY KEY("store_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "daily" (
	"store_id" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"flow" text COLLATE "C" NOT NULL,
	"step_id" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"abandoned" integer NOT NULL,
	"reached" integer NOT NULL,
	"delivered" integer NOT NULL,
	"read" integer NOT NULL,
	"failed" integer NOT NULL,
	"replied" integer NOT NULL,
	"clicked" integer NOT NULL,
	"recovered" integer NOT NULL,
	"assisted" integer NOT NULL,
	"revenue_minor" bigint NOT NULL,
	CONSTRAINT "daily_store_id_basis_day_flow_step_id_channel_currency_pk" PRIMARY KEY("store_id","basis","day","flow","step_id","channel","currency")
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"store_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"enabled_at" timestamp (3) with time zone,
	"config" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "flows_store_id_kind_pk" PRIMARY KEY("store_id","kind")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "login_links" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"to" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"html" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"raw" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_requests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"person_enc" text COLLATE "C" NOT NULL,
	"person_hash" text COLLATE "C" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "products" (
	"store_id" text COLLATE "C" NOT NULL,
	"product_id" text COLLATE "C" NOT NULL,
	"image_url" text COLLATE "C",
	"url" text COLLATE "C",
	"available" boolean,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "products_store_id_product_id_pk" PRIMARY KEY("store_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "connect_states" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"browser_hash" text COLLATE "C" NOT NULL,
	"begun" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"store_id" text COLLATE "C",
	"refusal" text COLLATE "C",
	"signed_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "errands" (
	"store_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"due_at" timestamp (3) with time zone,
	"claimed_until" timestamp (3) with time zone,
	"failures" integer NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"reason" text COLLATE "C",
	"done_at" timestamp (3) with time zone,
	"progress" text,
	CONSTRAINT "errands_store_id_kind_pk" PRIMARY KEY("store_id","kind")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone NOT NULL,
	"repair" boolean NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"held_until" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"orders" integer NOT NULL,
	"carts" integer NOT NULL,
	"found" integer NOT NULL,
	"repaired" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discrepancies" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"reconciliation_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"details" text COLLATE "C",
	"repaired" boolean NOT NULL,
	"email_hash" text COLLATE "C",
	"phone_hash" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "forged_deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C",
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forged_days" (
	"platform" text COLLATE "C" NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "forged_days_store_id_platform_day_pk" PRIMARY KEY("store_id","platform","day")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"episode_id" text COLLATE "C",
	"flow" text COLLATE "C",
	"step_id" text COLLATE "C",
	"cart_id" text COLLATE "C",
	"shopper_id" text COLLATE "C",
	"type" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C",
	"text" text COLLATE "C",
	"currency" text COLLATE "C",
	"minimum_minor" bigint,
	"minimum_currency" text COLLATE "C",
	"code" text COLLATE "C",
	"code_key" text COLLATE "C",
	"single_use" boolean NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"tries" integer NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"external_id" text COLLATE "C",
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"handed_at" timestamp (3) with time zone,
	"message_id" text COLLATE "C",
	"order_id" text COLLATE "C",
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"config" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"request_key" text COLLATE "C",
	"fixed_until" text COLLATE "C",
	"fixed_at" timestamp (3) with time zone,
	"next_release_at" timestamp (3) with time zone NOT NULL,
	"give_up_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_recipients" (
	"campaign_id" text COLLATE "C" NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"shopper_id" text COLLATE "C" NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"look_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "campaign_recipients_campaign_id_shopper_id_pk" PRIMARY KEY("campaign_id","shopper_id")
);
--> statement-breakpoint
CREATE TABLE "silences" (
	"store_id" text COLLATE "C" NOT NULL,
	"trigger" text COLLATE "C" NOT NULL,
	"seen_until" timestamp (3) with time zone NOT NULL,
	"seen_shopper" text COLLATE "C" NOT NULL,
	CONSTRAINT "silences_store_id_trigger_pk" PRIMARY KEY("store_id","trigger")
);
--> statement-breakpoint
CREATE TABLE "outbound_webhooks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"events" text COLLATE "C" NOT NULL,
	"secret_enc" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"failing_since" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_calls" (
	"webhook_id" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"store_id" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"cart_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C",
	"message_id" text COLLATE "C",
	"at" timestamp (3) with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"reason" text COLLATE "C",
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_calls_webhook_id_event_id_pk" PRIMARY KEY("webhook_id","event_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "stores_by_key" ON "stores" USING btree ("platform","external_key");
--> statement-breakpoint
CREATE INDEX "store_due_by_time" ON "store_due" USING btree ("due_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("platform","store_key","dedupe_key");
--> statement-breakpoint
CREATE INDEX "deliveries_to_process" ON "deliveries" USING btree ("next_attempt_at") WHERE state = 'received';
--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("store_id") WHERE state = 'dead';
--> statement-breakpoint
CREATE INDEX "deliveries_by_store" ON "deliveries" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" USING btree ("state","platform","id");
--> statement-breakpoint
CREATE INDEX "deliveries_with_body" ON "deliveries" USING btree ("received_at") WHERE body is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "carts_by_external_id" ON "carts" USING btree ("store_id","external_id");
--> statement-breakpoint
CREATE INDEX "carts_by_activity" ON "carts" USING btree ("store_id","last_activity_at","id","state","lapsed_at","email_key","phone_key","total_minor","currency","registered","country");
--> statement-breakpoint
CREATE INDEX "carts_by_state" ON "carts" USING btree ("store_id","state","last_activity_at","id","total_minor");
--> statement-breakpoint
CREATE INDEX "carts_by_total" ON "carts" USING btree ("store_id","total_minor","id","last_activity_at","state","lapsed_at","email_key","phone_key");
--> statement-breakpoint
CREATE INDEX "carts_by_country" ON "carts" USING btree ("store_id","country");
--> statement-breakpoint
CREATE INDEX "carts_in_odd_currencies" ON "carts" USING btree ("store_id") WHERE currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF', 'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND', 'CLF', 'UYW');
--> statement-breakpoint
CREATE INDEX "carts_by_shopper" ON "carts" USING btree ("store_id","shopper_id");
--> statement-breakpoint
CREATE INDEX "carts_by_email" ON "carts" USING btree ("store_id","email_key");
--> statement-breakpoint
CREATE INDEX "carts_by_phone" ON "carts" USING btree ("store_id","phone_key");
--> statement-breakpoint
CREATE INDEX "carts_by_order" ON "carts" USING btree ("store_id","order_id") WHERE order_id is not null;
--> statement-breakpoint
CREATE INDEX "carts_to_retire" ON "carts" USING btree ("store_id","started_at") WHERE not redacted;
--> statement-breakpoint
CREATE INDEX "carts_to_judge" ON "carts" USING btree ("store_id","judge_at") WHERE judge_at is not null;
--> statement-breakpoint
CREATE INDEX "cart_refs_by_cart" ON "cart_refs" USING btree ("cart_id");
--> statement-breakpoint
CREATE INDEX "cart_words_by_cart" ON "cart_words" USING btree ("cart_id");
--> statement-breakpoint
CREATE INDEX "timeline_by_cart" ON "timeline" USING btree ("store_id","cart_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_external_id" ON "orders" USING btree ("store_id","external_id");
--> statement-breakpoint
CREATE INDEX "orders_by_time" ON "orders" USING btree ("store_id","placed_at","id");
--> statement-breakpoint
CREATE INDEX "orders_by_email" ON "orders" USING btree ("store_id","email_key","placed_at");
--> statement-breakpoint
CREATE INDEX "orders_by_phone" ON "orders" USING btree ("store_id","phone_key","placed_at");
--> statement-breakpoint
CREATE INDEX "orders_by_shopper" ON "orders" USING btree ("store_id","shopper_id","placed_at");
--> statement-breakpoint
CREATE INDEX "orders_by_cart" ON "orders" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "orders_to_retire" ON "orders" USING btree ("store_id","placed_at") WHERE (email_key is not null or phone_key is not null);
--> statement-breakpoint
CREATE INDEX "order_refs_by_order" ON "order_refs" USING btree ("order_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "shoppers_by_identity" ON "shoppers" USING btree ("store_id","identity_key");
--> statement-breakpoint
CREATE INDEX "shoppers_by_activity" ON "shoppers" USING btree ("store_id","last_activity_at","id");
--> statement-breakpoint
CREATE INDEX "shoppers_by_registration" ON "shoppers" USING btree ("store_id","registered","last_activity_at","id");
--> statement-breakpoint
CREATE INDEX "shoppers_by_email" ON "shoppers" USING btree ("store_id","email_key");
--> statement-breakpoint
CREATE INDEX "shoppers_by_phone" ON "shoppers" USING btree ("store_id","phone_key");
--> statement-breakpoint
CREATE INDEX "shoppers_by_customer" ON "shoppers" USING btree ("store_id","customer_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_once" ON "suppressions" USING btree ("store_id","key_hash","channel","purpose");
--> statement-breakpoint
CREATE INDEX "suppressions_by_store" ON "suppressions" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "contact_log_by_cart" ON "contact_log" USING btree ("store_id","cart_id","id");
--> statement-breakpoint
CREATE INDEX "contact_log_by_shopper" ON "contact_log" USING btree ("store_id","shopper_id","id");
--> statement-breakpoint
CREATE INDEX "contact_log_reasons" ON "contact_log" USING btree ("store_id","at") WHERE reason is not null;
--> statement-breakpoint
CREATE INDEX "contact_log_tasks" ON "contact_log" USING btree ("store_id","task_due_at") WHERE task_due_at is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "episodes_one_open" ON "episodes" USING btree ("store_id","shopper_id","flow") WHERE ended_at is null and order_id is null and campaign_id is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "episodes_once_per_silence" ON "episodes" USING btree ("store_id","shopper_id","trigger","anchor_at") WHERE trigger is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "episodes_once_per_campaign" ON "episodes" USING btree ("campaign_id","shopper_id") WHERE campaign_id is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "episodes_once_per_order" ON "episodes" USING btree ("store_id","order_id") WHERE order_id is not null;
--> statement-breakpoint
CREATE INDEX "episodes_of_campaign_open" ON "episodes" USING btree ("campaign_id") WHERE campaign_id is not null and ended_at is null;
--> statement-breakpoint
CREATE INDEX "episodes_by_cart" ON "episodes" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "episodes_by_shopper" ON "episodes" USING btree ("store_id","shopper_id","opened_at");
--> statement-breakpoint
CREATE INDEX "episodes_by_time" ON "episodes" USING btree ("store_id","flow","opened_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_step" ON "messages" USING btree ("episode_id","flow","step_id");
--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("store_id","due_at") WHERE state = 'planned';
--> statement-breakpoint
CREATE INDEX "messages_in_hand" ON "messages" USING btree ("claimed_until") WHERE state in ('claimed', 'sending');
--> statement-breakpoint
CREATE INDEX "messages_uncertain" ON "messages" USING btree ("sent_at") WHERE state = 'uncertain';
--> statement-breakpoint
CREATE INDEX "messages_by_cart" ON "messages" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "messages_by_shopper" ON "messages" USING btree ("store_id","shopper_id","sent_at");
--> statement-breakpoint
CREATE INDEX "messages_by_store" ON "messages" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "messages_by_sending" ON "messages" USING btree ("sent_at","id");
--> statement-breakpoint
CREATE INDEX "messages_by_state" ON "messages" USING btree ("state","channel");
--> statement-breakpoint
CREATE INDEX "messages_by_provider_id" ON "messages" USING btree ("provider_id");
--> statement-breakpoint
CREATE INDEX "messages_by_header" ON "messages" USING btree ("message_id_header");
--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_by_message" ON "attempts" USING btree ("message_id","channel","number");
--> statement-breakpoint
CREATE UNIQUE INDEX "hand_written_once" ON "hand_written" USING btree ("store_id","request_key");
--> statement-breakpoint
CREATE INDEX "hand_written_by_cart" ON "hand_written" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "links_by_message" ON "links" USING btree ("message_id");
--> statement-breakpoint
CREATE INDEX "links_by_cart" ON "links" USING btree ("cart_id");
--> statement-breakpoint
CREATE INDEX "links_by_end" ON "links" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "clicks_by_subject" ON "clicks" USING btree ("store_id","subject");
--> statement-breakpoint
CREATE INDEX "clicks_by_message" ON "clicks" USING btree ("message_id","at");
--> statement-breakpoint
CREATE INDEX "clicks_by_cart" ON "clicks" USING btree ("store_id","cart_id","at");
--> statement-breakpoint
CREATE INDEX "clicks_counted" ON "clicks" USING btree ("store_id","counted_on") WHERE counted_on is not null;
--> statement-breakpoint
CREATE INDEX "contributions_by_message" ON "contributions" USING btree ("store_id","message_id");
--> statement-breakpoint
CREATE INDEX "contributions_by_episode_day" ON "contributions" USING btree ("store_id","episode_day");
--> statement-breakpoint
CREATE INDEX "contributions_by_order_day" ON "contributions" USING btree ("store_id","order_day");
--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_by_hash" ON "api_keys" USING btree ("hash");
--> statement-breakpoint
CREATE INDEX "api_keys_by_store" ON "api_keys" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "sessions_by_end" ON "sessions" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "data_requests_by_store" ON "data_requests" USING btree ("store_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "data_requests_one_waiting" ON "data_requests" USING btree ("store_id","person_hash") WHERE answered_at is null;
--> statement-breakpoint
CREATE INDEX "products_by_age" ON "products" USING btree ("seen_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "connect_states_by_browser" ON "connect_states" USING btree ("browser_hash");
--> statement-breakpoint
CREATE INDEX "connect_states_by_end" ON "connect_states" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "errands_by_time" ON "errands" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "reconciliations_by_store" ON "reconciliations" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "reconciliations_by_origin" ON "reconciliations" USING btree ("store_id","origin","id");
--> statement-breakpoint
CREATE INDEX "reconciliations_running" ON "reconciliations" USING btree ("held_until") WHERE state = 'running';
--> statement-breakpoint
CREATE UNIQUE INDEX "discrepancies_once" ON "discrepancies" USING btree ("reconciliation_id","subject","external_id","reason");
--> statement-breakpoint
CREATE INDEX "discrepancies_by_reconciliation" ON "discrepancies" USING btree ("reconciliation_id","id");
--> statement-breakpoint
CREATE INDEX "discrepancies_by_thing" ON "discrepancies" USING btree ("store_id","external_id");
--> statement-breakpoint
CREATE INDEX "discrepancies_by_email" ON "discrepancies" USING btree ("store_id","email_hash");
--> statement-breakpoint
CREATE INDEX "discrepancies_by_phone" ON "discrepancies" USING btree ("store_id","phone_hash");
--> statement-breakpoint
CREATE INDEX "forged_by_store" ON "forged_deliveries" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "forged_by_order" ON "forged_deliveries" USING btree ("store_id","order_id");
--> statement-breakpoint
CREATE INDEX "forged_by_time" ON "forged_deliveries" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "forged_days_by_day" ON "forged_days" USING btree ("day");
--> statement-breakpoint
CREATE UNIQUE INDEX "coupons_once" ON "coupons" USING btree ("store_id","subject");
--> statement-breakpoint
CREATE INDEX "coupons_by_run" ON "coupons" USING btree ("episode_id");
--> statement-breakpoint
CREATE INDEX "coupons_by_code" ON "coupons" USING btree ("store_id","code_key");
--> statement-breakpoint
CREATE INDEX "coupons_by_shopper" ON "coupons" USING btree ("store_id","shopper_id","handed_at");
--> statement-breakpoint
CREATE INDEX "coupons_by_cart" ON "coupons" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "coupons_handed" ON "coupons" USING btree ("store_id","handed_at") WHERE handed_at is not null;
--> statement-breakpoint
CREATE INDEX "campaigns_by_store" ON "campaigns" USING btree ("store_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_once_per_request" ON "campaigns" USING btree ("store_id","request_key") WHERE request_key is not null;
--> statement-breakpoint
CREATE INDEX "campaigns_running" ON "campaigns" USING btree ("id") WHERE state = 'running';
--> statement-breakpoint
CREATE INDEX "campaign_recipients_waiting" ON "campaign_recipients" USING btree ("campaign_id","look_at","shopper_id") WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX "campaign_recipients_by_shopper" ON "campaign_recipients" USING btree ("store_id","shopper_id");
--> statement-breakpoint
CREATE INDEX "campaign_recipients_by_state" ON "campaign_recipients" USING btree ("campaign_id","state","reason");
--> statement-breakpoint
CREATE INDEX "outbound_webhooks_by_store" ON "outbound_webhooks" USING btree ("store_id","id");
--> statement-breakpoint
CREATE INDEX "webhook_calls_due" ON "webhook_calls" USING btree ("next_attempt_at") WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX "webhook_calls_by_webhook" ON "webhook_calls" USING btree ("webhook_id","at");
--> statement-breakpoint
CREATE INDEX "webhook_calls_by_store" ON "webhook_calls" USING btree ("store_id","event_id");
--> statement-breakpoint
CREATE INDEX "webhook_calls_by_cart" ON "webhook_calls" USING btree ("store_id","cart_id");
--> statement-breakpoint
CREATE INDEX "webhook_calls_by_message" ON "webhook_calls" USING btree ("message_id") WHERE message_id is not null;
--> statement-breakpoint
CREATE INDEX "webhook_calls_ended" ON "webhook_calls" USING btree ("ended_at") WHERE ended_at is not null;
