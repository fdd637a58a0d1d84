<?php
/**
 * Deliveries through Action Scheduler: never within a shopper's request, and again until they arrive.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Works off what waits in the table.
 */
class Retorno_Outbox {

	const DELIVER = 'retorno_deliver';
	const SWEEP   = 'retorno_sweep';
	const GROUP   = 'retorno';
	const NUDGED  = 'retorno_nudged_at';

	/**
	 * Links work for the app's 30 days and a month more.
	 */
	const KEEP_DAYS = 60;

	/**
	 * A cart that could not be told within a week is no news.
	 */
	const GIVE_UP_SECONDS = WEEK_IN_SECONDS;

	/**
	 * Registers the jobs.
	 */
	public static function listen() {
		add_action( self::DELIVER, array( __CLASS__, 'deliver' ) );
		add_action( self::SWEEP, array( __CLASS__, 'sweep' ) );
		add_action( 'admin_init', array( __CLASS__, 'keep_sweeping' ) );
	}

	/**
	 * Keeps the newest state of something and sees to its delivery.
	 *
	 * @param array $row As `Retorno_Table::put` takes it.
	 */
	public static function put( $row ) {
		Retorno_Table::put( $row, time() );
		self::wake( time() );
		self::nudge();
	}

	/**
	 * One job stands for everything that waits. Only waiting jobs count: one that runs may have passed the new row.
	 *
	 * @param int $at Unix seconds.
	 */
	public static function wake( $at ) {
		if ( ! function_exists( 'as_schedule_single_action' ) ) {
			return;
		}
		$waiting = as_get_scheduled_actions(
			array(
				'hook'         => self::DELIVER,
				'group'        => self::GROUP,
				'status'       => ActionScheduler_Store::STATUS_PENDING,
				'date'         => gmdate( 'Y-m-d H:i:s', $at ),
				'date_compare' => '<=',
				'per_page'     => 1,
			),
			'ids'
		);
		if ( array() === $waiting ) {
			as_schedule_single_action( $at, self::DELIVER, array(), self::GROUP );
		}
	}

	/**
	 * A new connection: what waited for the old one goes now.
	 */
	public static function wake_all() {
		Retorno_Table::hurry( time() );
		if ( Retorno_Table::next_due() > 0 ) {
			self::wake( time() );
		}
		self::keep_sweeping();
	}

	/**
	 * The job: delivers what is due, at most for 20 seconds, and sees to its own successor.
	 */
	public static function deliver() {
		$connection = Retorno_Connection::get();
		$end        = time() + 20;
		while ( null !== $connection && time() < $end ) {
			$rows = Retorno_Table::due( time(), 10 );
			if ( array() === $rows ) {
				break;
			}
			foreach ( $rows as $row ) {
				self::deliver_row( $row, $connection );
			}
		}
		$next = null === $connection ? 0 : Retorno_Table::next_due();
		if ( $next > 0 ) {
			self::wake( max( $next, time() ) );
		}
	}

	/**
	 * Every quarter of an hour: jobs that were lost are found again, and what is old goes.
	 */
	public static function sweep() {
		Retorno_Table::remove_old( time() - self::KEEP_DAYS * DAY_IN_SECONDS );
		self::deliver();
	}

	/**
	 * The sweep stands as long as a store is connected.
	 */
	public static function keep_sweeping() {
		if ( ! function_exists( 'as_has_scheduled_action' ) || ! Retorno_Connection::exists() ) {
			return;
		}
		if ( ! as_has_scheduled_action( self::SWEEP, array(), self::GROUP ) ) {
			as_schedule_recurring_action( time() + 15 * MINUTE_IN_SECONDS, 15 * MINUTE_IN_SECONDS, self::SWEEP, array(), self::GROUP );
		}
	}

	/**
	 * No more jobs: the store is disconnected or the plugin switched off.
	 */
	public static function rest() {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::DELIVER );
			as_unschedule_all_actions( self::SWEEP );
		}
	}

	/**
	 * Seconds until the next try: 1, 2, 4 … 64 minutes.
	 *
	 * @param int $attempts How many have failed.
	 * @return int
	 */
	public static function backoff( $attempts ) {
		return MINUTE_IN_SECONDS * ( 2 ** min( max( $attempts, 1 ) - 1, 6 ) );
	}

	/**
	 * The body of a row. A cart's sequence is the row's own, which only the database knows.
	 *
	 * @param array $row As read.
	 * @return string
	 */
	public static function body( $row ) {
		return 'cart' === $row['kind']
			? '{"cart":{"seq":' . (int) $row['seq'] . ',' . substr( $row['payload'], 1 ) . '}'
			: $row['payload'];
	}

	/**
	 * One delivery, from claim to outcome.
	 *
	 * @param array $row        As read.
	 * @param array $connection Where to.
	 */
	private static function deliver_row( $row, $connection ) {
		if ( ! Retorno_Table::claim( $row, time() + 2 * MINUTE_IN_SECONDS ) ) {
			return;
		}
		$result = Retorno_Sender::send( self::body( $row ), $connection );
		if ( 'sent' === $result['outcome'] && 'cart' !== $row['kind'] ) {
			Retorno_Table::remove( $row['cart_id'] );
			return;
		}
		$is_over = 'later' !== $result['outcome'] || (int) $row['updated_at'] < time() - self::GIVE_UP_SECONDS;
		$wait    = max( self::backoff( (int) $row['attempts'] + 1 ), $result['retry_after'] );
		Retorno_Table::settle( $row, $is_over ? 0 : time() + $wait, $result['error'] );
	}

	/**
	 * Action Scheduler's own runner, started beside this request: WordPress's cron alone may take minutes to come by.
	 */
	private static function nudge() {
		$last = (int) get_option( self::NUDGED, 0 );
		if ( $last > time() - 5 || ! class_exists( 'ActionScheduler_AsyncRequest_QueueRunner' ) ) {
			return;
		}
		update_option( self::NUDGED, time(), false );
		$runner = new ActionScheduler_AsyncRequest_QueueRunner( ActionScheduler::store() );
		$runner->maybe_dispatch();
	}
}
