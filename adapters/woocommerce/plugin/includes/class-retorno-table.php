<?php
/**
 * The plugin's only table: one row per cart, which is both what a link restores and what waits for delivery.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reads and writes the table. A row waits for delivery from `next_at` on; 0 says that nothing waits.
 */
class Retorno_Table {

	const VERSION        = '1';
	const VERSION_OPTION = 'retorno_table_version';

	/**
	 * An update of the plugin brings its table up to date without an activation.
	 */
	public static function listen() {
		if ( self::VERSION !== get_option( self::VERSION_OPTION ) ) {
			add_action( 'init', array( __CLASS__, 'create' ) );
		}
	}

	/**
	 * The table's name on this site.
	 *
	 * @return string
	 */
	public static function name() {
		global $wpdb;
		return $wpdb->prefix . 'retorno_carts';
	}

	/**
	 * Makes the table, or brings it up to date.
	 */
	public static function create() {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$name    = self::name();
		$charset = $wpdb->get_charset_collate();
		dbDelta(
			"CREATE TABLE {$name} (
				cart_id varchar(64) NOT NULL,
				kind varchar(10) NOT NULL DEFAULT 'cart',
				email varchar(191) NOT NULL DEFAULT '',
				payload longtext NOT NULL,
				contents longtext NOT NULL,
				seq bigint(20) unsigned NOT NULL DEFAULT 0,
				sent_seq bigint(20) unsigned NOT NULL DEFAULT 0,
				attempts int(11) NOT NULL DEFAULT 0,
				next_at bigint(20) NOT NULL DEFAULT 0,
				last_error varchar(191) NOT NULL DEFAULT '',
				order_id bigint(20) unsigned NOT NULL DEFAULT 0,
				created_at bigint(20) NOT NULL DEFAULT 0,
				updated_at bigint(20) NOT NULL DEFAULT 0,
				PRIMARY KEY  (cart_id),
				KEY next_at (next_at),
				KEY email (email),
				KEY updated_at (updated_at)
			) {$charset};"
		);
		update_option( self::VERSION_OPTION, self::VERSION );
	}

	/**
	 * Keeps the newest state of a cart and lets it wait for delivery. The sequence only grows within a cart, also when
	 * two requests of one shopper end at the same millisecond or the shop's clock is set back.
	 *
	 * @param array{cart_id:string,kind:string,email:string,payload:string,contents:string} $row What to keep.
	 * @param int                                                                          $now Unix seconds.
	 */
	public static function put( $row, $now ) {
		global $wpdb;
		$name = self::name();
		// phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$name} (cart_id, kind, email, payload, contents, seq, next_at, created_at, updated_at)
				VALUES (%s, %s, %s, %s, %s, %d, %d, %d, %d)
				ON DUPLICATE KEY UPDATE email = IF(VALUES(email) = '', email, VALUES(email)), payload = VALUES(payload), contents = VALUES(contents),
					seq = GREATEST(seq + 1, VALUES(seq)), attempts = 0, next_at = VALUES(next_at), updated_at = VALUES(updated_at)",
				$row['cart_id'],
				$row['kind'],
				$row['email'],
				$row['payload'],
				$row['contents'],
				(int) round( microtime( true ) * 1000 ),
				$now,
				$now,
				$now
			)
		);
		// phpcs:enable
	}

	/**
	 * A cart's row, or null.
	 *
	 * @param string $cart_id The cart.
	 * @return array|null
	 */
	public static function find( $cart_id ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$name} WHERE cart_id = %s AND kind = 'cart'", $cart_id ), ARRAY_A );
	}

	/**
	 * Rows whose delivery is due, the longest waiting first.
	 *
	 * @param int $now   Unix seconds.
	 * @param int $limit How many at most.
	 * @return array[]
	 */
	public static function due( $now, $limit ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$name} WHERE next_at > 0 AND next_at <= %d ORDER BY next_at LIMIT %d", $now, $limit ), ARRAY_A );
	}

	/**
	 * Takes one due row for this process; false when another was faster.
	 *
	 * @param array $row   As read.
	 * @param int   $until When it is due again if this process dies; unix seconds.
	 * @return bool
	 */
	public static function claim( $row, $until ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return 1 === $wpdb->query( $wpdb->prepare( "UPDATE {$name} SET next_at = %d, attempts = attempts + 1 WHERE cart_id = %s AND next_at = %d AND seq = %s", $until, $row['cart_id'], $row['next_at'], $row['seq'] ) );
	}

	/**
	 * Writes how a delivery ended. What changed meanwhile goes on waiting.
	 *
	 * @param array  $row     As read.
	 * @param int    $next_at When to try again; 0: never.
	 * @param string $error   Why it failed; empty when it arrived.
	 */
	public static function settle( $row, $next_at, $error ) {
		global $wpdb;
		$name = self::name();
		$sent = '' === $error ? $row['seq'] : $row['sent_seq'];
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		$wpdb->query( $wpdb->prepare( "UPDATE {$name} SET sent_seq = %s, next_at = IF(seq = %s, %d, next_at), last_error = %s WHERE cart_id = %s", $sent, $row['seq'], $next_at, substr( $error, 0, 190 ), $row['cart_id'] ) );
	}

	/**
	 * The earliest time at which something waits; 0 when nothing does.
	 *
	 * @return int
	 */
	public static function next_due() {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return (int) $wpdb->get_var( "SELECT MIN(next_at) FROM {$name} WHERE next_at > 0" );
	}

	/**
	 * How many wait.
	 *
	 * @return int
	 */
	public static function count_waiting() {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$name} WHERE next_at > 0" );
	}

	/**
	 * Everything that waits is due now.
	 *
	 * @param int $now Unix seconds.
	 */
	public static function hurry( $now ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		$wpdb->query( $wpdb->prepare( "UPDATE {$name} SET next_at = %d, attempts = 0 WHERE next_at > 0", $now ) );
	}

	/**
	 * Nothing waits any more; links go on working.
	 */
	public static function forget_waiting() {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		$wpdb->query( "UPDATE {$name} SET next_at = 0 WHERE next_at > 0" );
	}

	/**
	 * The order a cart became.
	 *
	 * @param string $cart_id  The cart.
	 * @param int    $order_id The order.
	 */
	public static function ordered( $cart_id, $order_id ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$wpdb->update( self::name(), array( 'order_id' => $order_id ), array( 'cart_id' => $cart_id ) );
	}

	/**
	 * Rows of one person.
	 *
	 * @param string $email Whose.
	 * @return array[]
	 */
	public static function of_person( $email ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		return $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$name} WHERE email = %s AND kind = 'cart' ORDER BY created_at", strtolower( $email ) ), ARRAY_A );
	}

	/**
	 * Takes a row away.
	 *
	 * @param string $cart_id Which.
	 */
	public static function remove( $cart_id ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$wpdb->delete( self::name(), array( 'cart_id' => $cart_id ) );
	}

	/**
	 * Takes away what no link leads to any more.
	 *
	 * @param int $before Unix seconds of the last change.
	 */
	public static function remove_old( $before ) {
		global $wpdb;
		$name = self::name();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.DirectDatabaseQuery
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$name} WHERE updated_at < %d", $before ) );
	}
}
